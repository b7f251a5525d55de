"""Who may do what with a draft of a ministry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import may
from tanym.apps.organisations.queries import organisation
from tanym.apps.workshop.actions.open_draft import open_draft
from tanym.apps.workshop.models import DraftEntry, PackDraft
from tanym.apps.workshop.permissions import TABLE
from tanym.core.kernel.errors import NotFound, NotPermitted

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]
CAST = ("gulnar", "baurzhan", "marat", "dana", "rustem", "aigul")
WRITES = {"gulnar"}
READS = {"gulnar", "baurzhan"}


def test_who_may_do_what_is_written_in_one_table(person: Find, at: datetime) -> None:
    ministry, cast = organisation("min-higher"), {name: person(name) for name in CAST}
    for action in TABLE:
        allowed = {name for name, one in cast.items() if may(TABLE, action, one, at.date(), at=ministry)}
        assert allowed == (READS if action in ("approve", "read") else WRITES), action
        assert not may(TABLE, action, cast["gulnar"], at.date(), at=organisation("sayram"))


def test_a_ministry_drafts_what_holds_for_everybody_and_not_the_rules_of_a_university(
    person: Find, at: datetime
) -> None:
    given = {"actor": person("gulnar"), "at": at, "titles": {"en": "A draft"}}
    with pytest.raises(NotPermitted):
        open_draft(owner=organisation("min-higher"), pack="sayram", **given)
    with pytest.raises(NotPermitted):
        open_draft(owner=organisation("sayram"), pack="sayram", **given)
    with pytest.raises(NotFound):
        open_draft(owner=organisation("min-higher"), pack="no-such-pack", **given)


def test_a_stranger_gets_nowhere_by_any_address(as_: Callable[[str], Client], lowered: DraftEntry) -> None:
    home = reverse("workshop:draft", args=[lowered.draft.public_id])
    strangers = [as_(name) for name in ("dana", "aigul")]
    for act in ("submit", "approve", "withdraw", "carry-over", "simulate", "import"):
        for browser in strangers:
            assert browser.post(f"{home}{act}/", {"revision": "1", "reason": "x"}).status_code == 404, act
        assert Client().post(f"{home}{act}/", {"revision": "1"}).status_code == 302  # to the sign-in
    assert PackDraft.objects.get().state == PackDraft.State.DRAFTING
