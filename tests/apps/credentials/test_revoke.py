"""Revoking."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.management import call_command
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.audit.proving import prove
from tanym.apps.audit.queries import history
from tanym.apps.credentials.actions.revoke import revoke
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.verification import verify
from tanym.apps.letters.queries import letters_to
from tanym.apps.policy.models import CheckReport
from tanym.apps.qualifications.actions.annul import annul
from tanym.apps.qualifications.models import Award
from tanym.core.credentials.checks import Name
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused

People = Callable[[str], Person]


def test_revoking_annuls_the_award_with_its_reason(issued: Credential, person: People, at: datetime) -> None:
    revoke(
        actor=person("zhanar"), at=at, credential=issued, revision=1, reason=" The results were exchanged. "
    )
    award = Award.objects.get()
    assert award.annulled_on == at.date()
    assert award.annulled_for == "The results were exchanged."
    assert [act.action for act in history(issued.subject)] == ["credentials.issue", "credentials.revoke"]
    assert "exchanged" not in str([act.details for act in history(issued.subject)])
    assert prove().fault is None


def test_a_second_click_finds_it_done(issued: Credential, person: People, at: datetime) -> None:
    for _ in range(2):
        revoke(actor=person("zhanar"), at=at, credential=issued, revision=1, reason="A mistake.")
    assert len(history(issued.subject)) == 2


@pytest.mark.django_db(transaction=True)
def test_the_holder_reads_the_reason_in_a_letter(issued: Credential, person: People, at: datetime) -> None:
    revoke(actor=person("zhanar"), at=at, credential=issued, revision=1, reason="A mistake.")
    letter = letters_to(person("aigul")).filter(about=issued.subject).get()
    assert all("A mistake." in body for body in letter.body.values())


def test_the_rules_are_asked_of_a_revocation_and_keep_no_reason(
    issued: Credential, person: People, at: datetime
) -> None:
    revoke(actor=person("zhanar"), at=at, credential=issued, revision=1, reason="The results were exchanged.")
    said = [
        one["outcome"]
        for report in CheckReport.objects.filter(subject=issued.subject)
        for one in json.loads(bytes(report.content))["findings"]
        if one["rule"] == "IS-08-R"
    ]
    assert sorted(said) == ["met", "not-applicable"]  # revoked with its reason and day; before, valid
    assert not CheckReport.objects.filter(facts__icontains="exchanged").exists()


def test_a_reason_is_needed(issued: Credential, person: People, at: datetime) -> None:
    with pytest.raises(InvalidValue, match=r"credential\.revoked-without-reason"):
        revoke(actor=person("zhanar"), at=at, credential=issued, revision=1, reason="  ")


def test_an_outdated_page_revokes_nothing(issued: Credential, person: People, at: datetime) -> None:
    with pytest.raises(Refused, match="changed-meanwhile"):
        revoke(actor=person("zhanar"), at=at, credential=issued, revision=0, reason="A mistake.")


@pytest.mark.parametrize("name", ["omar", "rustem", "aigul", "marat"])
def test_only_a_registrar_of_the_awarding_body_revokes(
    name: str, issued: Credential, person: People, at: datetime
) -> None:
    with pytest.raises(NotPermitted):
        revoke(actor=person(name), at=at, credential=issued, revision=1, reason="A mistake.")


def test_the_page_asks_for_the_reason_and_tells_what_will_happen(
    issued: Credential, as_: Callable[[str], Client]
) -> None:
    browser, page = as_("zhanar"), f"/en/documents/{issued.public_id}/revoke/"
    assert "This cannot be undone" in browser.get(page).content.decode()
    assert browser.post(page, {"revision": 1, "reason": ""}).status_code == 422
    assert browser.post(page, {"revision": 1, "reason": "A mistake."}).status_code == 302
    assert Credential.objects.get().revoked_at is not None


def test_the_document_of_an_award_that_was_annulled_elsewhere_is_revoked_with_it(
    issued: Credential, person: People, at: datetime
) -> None:
    annul(actor=person("aliya"), at=at, award=issued.award, reason="An appeal.")
    issued.refresh_from_db()
    assert issued.revoked_at == at
    status = verify(bytes(issued.document), at).check(Name.STATUS)
    assert status is not None
    assert status.code == "credential.revoked"


def test_what_lost_its_award_before_annulments_were_followed_is_revoked_by_the_command(
    issued: Credential, at: datetime
) -> None:
    Award.objects.filter(pk=issued.award_id).update(annulled_on=at.date(), annulled_for="An appeal.")
    for _ in range(2):
        call_command("revocations")
    issued.refresh_from_db()
    assert issued.revoked_at is not None
    assert [act.action for act in history(issued.subject)] == ["credentials.issue", "credentials.revoke"]
