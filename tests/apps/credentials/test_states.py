"""Suspending, reinstating, replacing under the same number: what a check says, in every form that was handed out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.proving import prove
from tanym.apps.audit.queries import history
from tanym.apps.credentials import statuses
from tanym.apps.credentials.actions.reinstate import reinstate
from tanym.apps.credentials.actions.revoke import revoke
from tanym.apps.credentials.actions.supersede import supersede
from tanym.apps.credentials.actions.suspend import suspend
from tanym.apps.credentials.models import Credential, StatusPlace
from tanym.apps.credentials.signing import served_list
from tanym.apps.credentials.verification import verify
from tanym.apps.letters.queries import letters_to
from tanym.apps.policy.models import CheckReport
from tanym.core.credentials.checks import Name
from tanym.core.credentials.record import HolderName
from tanym.core.credentials.status import bitstring
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tests.apps.credentials.copies import place_of_a_copy

People = Callable[[str], Person]
pytestmark = pytest.mark.django_db


def status_of(document: bytes, at: datetime) -> str:
    found = verify(bytes(document), at).check(Name.STATUS)
    assert found is not None
    return found.code


def test_a_suspended_document_says_so_until_it_is_reinstated(
    issued: Credential, person: People, at: datetime
) -> None:
    zhanar, document = person("zhanar"), bytes(issued.document)
    suspend(actor=zhanar, at=at, credential=issued, revision=1, reason="The results are looked at again.")
    assert status_of(document, at) == "credential.suspended"
    with pytest.raises(Refused, match=r"credential\.suspended-already"):
        suspend(actor=zhanar, at=at, credential=issued, revision=2, reason="Again.")
    reinstate(actor=zhanar, at=at, credential=issued, revision=2, reason="The results stand.")
    assert status_of(document, at) == "credential.not-revoked"
    assert [act.action for act in history(issued.subject)][1:] == [
        "credentials.suspend",
        "credentials.reinstate",
    ]
    assert "results" not in str([act.details for act in history(issued.subject)])
    assert prove().fault is None


def test_a_suspension_with_a_last_day_ends_by_itself(
    issued: Credential, person: People, at: datetime
) -> None:
    last = timezone.localdate(at) + timedelta(days=3)
    suspend(actor=person("zhanar"), at=at, credential=issued, revision=1, reason="A doubt.", until=last)
    assert status_of(issued.document, at + timedelta(days=3)) == "credential.suspended"
    assert status_of(issued.document, at + timedelta(days=4)) == "credential.not-revoked"
    with pytest.raises(InvalidValue, match=r"credential\.suspended-in-the-past"):
        suspend(
            actor=person("zhanar"),
            at=at,
            credential=issued,
            revision=2,
            reason="x",
            until=last - timedelta(9),
        )


def test_the_forms_of_a_list_agree(
    issued: Credential, person: People, at: datetime, settings: object
) -> None:
    settings.TANYM = settings.TANYM.model_copy(update={"badge_suspension": True})  # type: ignore[attr-defined]
    zhanar = person("zhanar")
    token = place_of_a_copy(issued, at)
    supersede(actor=zhanar, at=at, credential=issued, revision=1, reason="In today's form.")
    new = place_of_a_copy(issued, at)
    issued.refresh_from_db()
    purposes = [one["statusPurpose"] for one in json.loads(bytes(issued.document))["credentialStatus"]]
    assert purposes == ["revocation", "suspension"]
    suspend(actor=zhanar, at=at, credential=issued, revision=2, reason="A doubt.")
    revoked, suspended = statuses.marked(new.status_list, at)
    assert token.index in revoked
    assert new.index in suspended - revoked
    place = StatusPlace.objects.get(credential=issued, edition=None, status_list__purpose="suspension")
    document = json.loads(served_list(place.status_list, at).content)
    entry = statuses.entry(place.status_list, place.index)
    assert bitstring.value_at(document, entry)
    revoke(actor=zhanar, at=at, credential=issued, revision=3, reason="It was wrong.")
    new.status_list.refresh_from_db()
    assert new.index in statuses.marked(new.status_list, at)[0]
    assert status_of(issued.document, at) == "credential.revoked"


def test_a_corrected_name_replaces_the_file_under_the_same_number(
    issued: Credential, person: People, at: datetime, client: Client
) -> None:
    before = bytes(issued.document)
    later = at + timedelta(hours=2)
    supersede(
        actor=person("zhanar"),
        at=later,
        credential=issued,
        revision=1,
        reason="Married.",
        name=HolderName("Айгүл Омарова", "Айгуль Омарова", "OMAROVA AIGUL"),
    )
    issued.refresh_from_db()
    old, new = json.loads(before), json.loads(bytes(issued.document))
    assert (old["id"], old["awardedDate"]) == (new["id"], new["awardedDate"])
    assert old["validFrom"] < new["validFrom"]
    assert "Омарова" in bytes(issued.document).decode()
    assert status_of(before, later) == "credential.superseded"
    assert status_of(issued.document, later) == "credential.not-revoked"
    page = client.get(f"/en/documents/verify/{issued.number}/").content.decode()
    assert "A name was corrected" in page
    assert "Married" not in page
    assert issued.places.filter(edition=None).count() == 1
    with pytest.raises(InvalidValue, match=r"credential\.name-unchanged"):
        supersede(
            actor=person("zhanar"),
            at=later,
            credential=issued,
            revision=2,
            reason="Again.",
            name=HolderName("Айгүл Омарова", "Айгуль Омарова", "OMAROVA AIGUL"),
        )


def test_second_clicks_and_two_registrars(issued: Credential, person: People, at: datetime) -> None:
    zhanar = person("zhanar")
    for _ in range(2):
        suspend(actor=zhanar, at=at, credential=issued, revision=1, reason="A doubt.")
    with pytest.raises(Refused, match="changed-meanwhile"):
        suspend(actor=zhanar, at=at, credential=issued, revision=1, reason="Another doubt.")
    for _ in range(2):
        supersede(actor=zhanar, at=at, credential=issued, revision=2, reason="In today's form.")
    assert issued.editions.count() == 1
    issued.refresh_from_db()
    assert issued.suspended(timezone.localdate(at))
    for _ in range(2):
        reinstate(actor=zhanar, at=at, credential=issued, revision=3, reason="It stands.")
    assert len(history(issued.subject)) == 4


@pytest.mark.parametrize("name", ["omar", "rustem", "aigul", "marat"])
def test_only_a_registrar_of_the_awarding_body_changes_a_state(
    name: str, issued: Credential, person: People, at: datetime
) -> None:
    for act in (suspend, reinstate, supersede):
        with pytest.raises(NotPermitted):
            act(actor=person(name), at=at, credential=issued, revision=1, reason="A doubt.")


def test_each_act_reaches_the_holder_with_its_reason(
    issued: Credential, person: People, at: datetime
) -> None:
    zhanar = person("zhanar")
    suspend(actor=zhanar, at=at, credential=issued, revision=1, reason="Doubt one.")
    reinstate(actor=zhanar, at=at, credential=issued, revision=2, reason="Reason two.")
    supersede(actor=zhanar, at=at, credential=issued, revision=3, reason="Change three.")
    letters = " ".join(str(one.body) for one in letters_to(person("aigul")).filter(about=issued.subject))
    assert all(one in letters for one in ("Doubt one.", "Reason two.", "Change three."))


def test_the_rules_are_asked_of_a_suspension(issued: Credential, person: People, at: datetime) -> None:
    suspend(
        actor=person("zhanar"), at=at, credential=issued, revision=1, reason="The results were exchanged."
    )
    said = [
        (one["rule"], one["outcome"])
        for report in CheckReport.objects.filter(subject=issued.subject)
        for one in json.loads(bytes(report.content))["findings"]
        if one["rule"].startswith("IS-08")
    ]
    assert said.count(("IS-08", "met")) == 2
    assert ("IS-08-R", "met") in said
