"""Who may do what: every person of the cast against every act of recognition."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.translation import override

from tanym.apps.organisations.permissions import may
from tanym.apps.organisations.queries import organisation
from tanym.apps.recognition.permissions import TABLE

pytestmark = pytest.mark.django_db

CLAIMANT = {
    "step",
    "apply",
    "add_evidence",
    "put_evidence",
    "remove_evidence",
    "claim",
    "submit",
    "supply",
    "withdraw",
    "appeal",
    "withdraw_appeal",
    "object_to_advice",
    "ask_adjustment",
}
MEETINGS = {"plan_meeting", "hold_meeting", "miss_meeting"}
SECRETARY = MEETINGS | {
    "step",
    "ask_for_papers",
    "accept",
    "answer_objection",
    "appoint",
    "decide_adjustment",
    "see_advice",
    "attest",
    "seat_commission",
    "seat_panel",
    "attend",
    "record_minutes",
    "file_scan",
    "take_over",
    "call_sitting",
    "add_reason",
    "end_reason",
    "state_left",
    "sign_minutes",
    "sign_nationally",
    "extend",
}
ASSESSOR = MEETINGS | {
    "step",
    "declare",
    "map_outcomes",
    "interview",
    "judge",
    "hand_in",
    "see_advice",
    "refer",
}
MEMBER = {
    "step",
    "see_advice",
    "vote",
    "recuse",
    "recognise",
    "recognise_in_part",
    "refuse",
    "uphold",
    "reverse",
    "remit",
    "state_left",
    "sign_minutes",
    "sign_nationally",
    "extend",
}
MAY = {
    "aigul": CLAIMANT,
    "saule": SECRETARY,
    "timur": ASSESSOR,
    "aliya": MEMBER,
    "bolat": MEMBER,
    "kamila": MEMBER,
    "rustem": {"step", "confirm_credits", "take_in_lines"},
}
NOBODY = [
    "samal",
    "dana",
    "omar",
    "zhanar",
    "marat",
    "nurlan",
    "viktor",
    "gulnar",
    "erlan",
    "asel",
    "askar",
    "madina",
    "chiara",
]


@pytest.mark.parametrize("name", [*MAY, *NOBODY])
def test_everybody_may_do_just_what_the_role_gives(person, at, name: str) -> None:
    sayram = organisation("sayram")
    allowed = {
        action
        for action in TABLE
        if may(TABLE, action, person(name), at.date(), at=sayram, owner=person("aigul"))
    }
    assert allowed == MAY.get(name, set())


def test_the_table_names_every_act_once() -> None:
    assert set(TABLE) == CLAIMANT | SECRETARY | ASSESSOR | MEMBER | MAY["rustem"]


@pytest.mark.parametrize(
    ("page", "given"),
    [
        ("accept", {}),
        ("ask-for-papers", {"missing": "result", "because": "The certificate."}),
        ("refer", {}),
        ("seat", {"elected": "on"}),
        ("vote", {"choice": "recognise"}),
        ("confirm-credits", {"credits": "5", "line": "1"}),
    ],
)
def test_who_may_not_see_a_case_cannot_act_on_it_either(walk, as_, page: str, given: dict) -> None:
    case = walk.to("mapping").case
    for name in ("omar", "samal", "zhanar"):
        with override("en"):
            answer = as_(name).post(
                reverse(f"recognition:{page}", args=[case.public_id]), {"revision": case.revision, **given}
            )
        assert answer.status_code == 404, name
    assert walk.renew().revision == case.revision


def test_the_claimant_cannot_take_the_steps_of_the_other_side(walk, as_) -> None:
    case = walk.to("completeness").case
    with override("en"):
        answer = as_("aigul").post(
            reverse("recognition:accept", args=[case.public_id]),
            {"revision": case.revision, "assessor": str(walk.who("timur").public_id)},
        )
    assert answer.status_code == 403
    assert walk.renew().stage == "completeness"


def test_nobody_is_asked_to_sign_in_twice_for_a_form(walk, client) -> None:
    with override("en"):
        answer = client.post(reverse("recognition:submit", args=[walk.case.public_id]), {"revision": 1})
    assert answer.status_code == 302
    assert "/sign-in/" in answer["Location"]
