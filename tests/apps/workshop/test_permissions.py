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
CAST = ("gulnar", "daniyar", "marat", "dana", "rustem", "aigul")
WRITES = {"gulnar"}
READS = {"gulnar", "daniyar"}


@pytest.mark.parametrize("action", sorted(TABLE))
def test_who_may_do_it_is_written_in_one_table(action: str, person: Find, at: datetime) -> None:
    ministry = organisation("min-higher")
    allowed = {name for name in CAST if may(TABLE, action, person(name), at.date(), at=ministry)}
    assert allowed == (READS if action in ("approve", "read") else WRITES)
    assert not may(TABLE, action, person("gulnar"), at.date(), at=organisation("sayram"))


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


@pytest.mark.parametrize("act", ["submit", "approve", "withdraw", "carry-over", "simulate", "import"])
def test_a_stranger_gets_nowhere_by_any_address(
    act: str, as_: Callable[[str], Client], lowered: DraftEntry
) -> None:
    address = f"{reverse('workshop:draft', args=[lowered.draft.public_id])}{act}/"
    for name in ("dana", "aigul"):
        assert as_(name).post(address, {"revision": "1", "reason": "x"}).status_code == 404
    assert Client().post(address, {"revision": "1"}).status_code == 302  # to the sign-in
    assert PackDraft.objects.get().state == PackDraft.State.DRAFTING
