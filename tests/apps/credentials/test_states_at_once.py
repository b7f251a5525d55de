"""Two at once: two registrars, double clicks, two documents that want a place, two that ask for the first key."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import transaction

from tanym.apps.accounts.queries import person as find
from tanym.apps.audit.proving import prove
from tanym.apps.audit.queries import history
from tanym.apps.credentials.actions.supersede import supersede
from tanym.apps.credentials.actions.suspend import suspend
from tanym.apps.credentials.issuer_keys import usable
from tanym.apps.credentials.models import Credential, IssuerKey, StatusPlace
from tanym.apps.credentials.statuses import TOKEN, allot
from tanym.apps.organisations.models import Membership
from tanym.apps.organisations.queries import organisation
from tanym.core.credentials.keys import KeyKind
from tests.apps.test_at_once import at_once, one_wins, twice

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_registrars_one_wins_and_a_double_click_is_one_act(issued: Credential, at: datetime) -> None:
    zhanar, omar = find("zhanar"), find("omar")
    Membership.objects.create(
        person=omar, organisation=issued.award.awarding_body, role="registrar", since=at.date()
    )
    code = one_wins(
        lambda: suspend(actor=zhanar, at=at, credential=issued, revision=1, reason="One doubt."),
        lambda: suspend(actor=omar, at=at, credential=issued, revision=1, reason="Another doubt."),
    )
    assert code == "changed-meanwhile"
    twice(supersede, actor=zhanar, at=at, credential=issued, revision=2, reason="In today's form.")
    assert [act.action for act in history(issued.subject)][1:] == [
        "credentials.suspend",
        "credentials.supersede",
    ]
    assert issued.editions.count() == 1
    assert prove().fault is None


def test_places_and_keys_that_are_wanted_at_once(issued: Credential, at: datetime) -> None:
    def place() -> StatusPlace:
        with transaction.atomic():
            return allot(issued, TOKEN, "", at)

    places = at_once(*[place] * 4)
    assert len({(one.status_list_id, one.index) for one in places}) == 4
    body = organisation("sayram")
    keys = at_once(*[lambda: usable(body, at, KeyKind.P256)[0].multibase] * 3)
    assert len(set(keys)) == 1
    assert IssuerKey.objects.filter(issuer=body).count() == 1
