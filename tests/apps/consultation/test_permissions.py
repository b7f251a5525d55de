"""Who may do what: every person of the cast against every act of a consultation."""

from __future__ import annotations

import pytest

from tanym.apps.consultation.actions.invite import invite
from tanym.apps.consultation.permissions import TABLE, may_do
from tests.apps.consultation.conftest import Room

pytestmark = pytest.mark.django_db

PUBLIC = {"comment", "reply"}
DESK = {
    "moderate", "answer", "ask", "invite", "write_beside", "note_beside", "convene", "add_document",
    "record_minutes", "record_contribution", "form_group", "propose", "settle", "read_desk",
}  # fmt: skip
TERMS = {"open", "extend", "close"}
BESIDE = {"write_beside", "note_beside"}
MAY = {
    "gulnar": PUBLIC | DESK | TERMS,
    "baurzhan": PUBLIC | DESK,
    "chiara": PUBLIC | BESIDE,
    "erlan": PUBLIC | {"propose"},  # the recorder
}
OTHERS = ["aigul", "samal", "dana", "omar", "zhanar", "marat", "saule", "timur", "aliya", "bolat", "kamila",
          "rustem", "nurlan", "viktor", "asel", "askar", "madina"]  # fmt: skip


def test_everybody_may_do_just_what_the_role_gives(room: Room, person, at) -> None:
    found = {
        name: {
            action
            for action in TABLE
            if may_do(
                action,
                person(name),
                at.date(),
                room.of,
                owner=person("erlan" if action == "propose" else name),
            )
        }
        for name in [*MAY, *OTHERS]
    }
    assert found == {**MAY, **dict.fromkeys(OTHERS, PUBLIC)}


def test_the_table_names_every_act_once() -> None:
    assert set(TABLE) == PUBLIC | DESK | TERMS


def test_whoever_is_invited_drafts_side_by_side_and_does_nothing_else(room: Room, person, at) -> None:
    madina = person("madina")
    for _twice in range(2):
        invite(actor=person("gulnar"), at=at, consultation=room.of, person=madina)
    assert room.of.partners.count() == madina.letters.count() == 1
    allowed = {action for action in TABLE if may_do(action, madina, at.date(), room.of)}
    assert allowed == BESIDE
