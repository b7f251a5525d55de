"""Two at once: two registrars, double clicks, two documents that want a place, two that ask for the first key."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tanym.apps.accounts.queries import person as find
from tanym.apps.audit.models import JournalHead
from tanym.apps.audit.proving import prove
from tanym.apps.audit.queries import history
from tanym.apps.credentials.actions.open_number import open_number
from tanym.apps.credentials.actions.revoke import revoke
from tanym.apps.credentials.actions.supersede import supersede
from tanym.apps.credentials.actions.suspend import suspend
from tanym.apps.credentials.issuer_keys import usable
from tanym.apps.credentials.models import Credential, IssuerKey
from tanym.apps.organisations.models import Membership
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.actions.annul import annul
from tanym.apps.qualifications.models import Award
from tanym.core.credentials.keys import KeyKind
from tests.apps.credentials.copies import place_of_a_copy
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


def test_who_revokes_and_an_appeal_that_annuls_do_not_wait_for_each_other(
    issued: Credential, at: datetime
) -> None:
    zhanar, aliya = find("zhanar"), find("aliya")
    one_wins(
        lambda: revoke(actor=zhanar, at=at, credential=issued, revision=1, reason="A mistake."),
        lambda: annul(actor=aliya, at=at, award=issued.award, reason="An appeal."),
    )
    issued.refresh_from_db()
    assert issued.revoked_at is not None
    assert issued.award.annulled_on is not None
    assert prove().fault is None


def test_the_award_is_held_before_its_document_and_both_before_the_journal(
    issued: Credential, at: datetime
) -> None:
    zhanar = find("zhanar")

    def now() -> int:
        return Credential.objects.values_list("revision", flat=True).get(pk=issued.pk)

    acts = (
        lambda: open_number(actor=issued.holder, at=at, credential=issued, is_open=not issued.number_open),
        lambda: revoke(actor=zhanar, at=at, credential=issued, revision=now(), reason="A mistake."),
    )
    tables = [model._meta.db_table for model in (Award, Credential, JournalHead)]
    for act in acts:
        with CaptureQueriesContext(connection) as asked:
            act()
        # the permission was asked for before: what counts is the transaction
        begun = min(number for number, one in enumerate(asked.captured_queries) if "BEGIN" in one["sql"])
        first = [
            next(
                number
                for number, one in enumerate(asked.captured_queries[begun:])
                if f'FROM "{table}"' in one["sql"]
            )
            for table in tables
        ]
        assert first == sorted(first)


def test_places_and_keys_that_are_wanted_at_once(issued: Credential, at: datetime) -> None:
    places = at_once(*[lambda: place_of_a_copy(issued, at)] * 4)
    assert len({(one.status_list_id, one.index) for one in places}) == 4
    body = organisation("sayram")
    keys = at_once(*[lambda: usable(body, at, KeyKind.P256)[0].multibase] * 3)
    assert len(set(keys)) == 1
    assert IssuerKey.objects.filter(issuer=body).count() == 1
