"""Revoking many documents: prepared, confirmed by a second person, suspended, undone or final, whatever breaks off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.audit.queries import history
from tanym.apps.credentials import bulk as work
from tanym.apps.credentials.actions.confirm_bulk import confirm_bulk
from tanym.apps.credentials.actions.prepare_bulk import prepare_bulk
from tanym.apps.credentials.actions.reinstate import reinstate
from tanym.apps.credentials.actions.undo_bulk import undo_bulk
from tanym.apps.credentials.models import BulkRevocation, Credential, StatusPlace
from tanym.apps.jobs.kinds import Stopped
from tanym.apps.letters.queries import letters_to
from tanym.apps.organisations.models import Membership
from tanym.apps.qualifications.models import Award
from tanym.core.kernel.errors import NotPermitted, Refused

People = Callable[[str], Person]
Acted = Callable[..., BulkRevocation]
pytestmark = pytest.mark.django_db


@pytest.fixture
def second(person: People, issued: Credential, at: datetime) -> Person:
    """Omar, made a registrar too."""
    omar = person("omar")
    Membership.objects.create(
        person=omar, organisation=issued.award.awarding_body, role="registrar", since=at.date() - timedelta(9)
    )
    return omar


@pytest.fixture
def prepared(issued: Credential, person: People, at: datetime) -> BulkRevocation:
    """Prepared by Zhanar."""
    return prepare_bulk(
        actor=person("zhanar"),
        at=at,
        body=issued.award.awarding_body,
        credentials=[issued],
        chosen={},
        reason="The assessment was held without supervision.",
    )


@pytest.fixture
def acted(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[..., BulkRevocation]:
    """Does an act and the background work that it starts."""

    def act(action: Callable[..., BulkRevocation], **given: Any) -> BulkRevocation:
        with django_capture_on_commit_callbacks(execute=True):
            return action(**given)

    return act


def quiet(_done: int, _of: int) -> None:
    """Nobody watches."""


def test_nothing_happens_before_a_second_person_confirms(
    prepared: BulkRevocation, issued: Credential, person: People, second: Person, at: datetime
) -> None:
    with pytest.raises(Refused, match=r"credential\.second-person"):
        confirm_bulk(actor=person("zhanar"), at=at, bulk=prepared, revision=1)
    for name in ("aigul", "rustem", "dana"):
        with pytest.raises(NotPermitted):
            confirm_bulk(actor=person(name), at=at, bulk=prepared, revision=1)
    issued.refresh_from_db()
    assert issued.suspended_at is None
    undo_bulk(actor=person("zhanar"), at=at, bulk=prepared, revision=1)
    prepared.refresh_from_db()
    assert prepared.state == "dropped"
    with pytest.raises(Refused, match="changed-meanwhile"):
        confirm_bulk(actor=second, at=at, bulk=prepared, revision=1)


def test_it_suspends_can_be_undone_and_ends_as_final(
    prepared: BulkRevocation, issued: Credential, second: Person, at: datetime, person: People, acted: Acted
) -> None:
    for _ in range(2):  # a double click
        found = acted(confirm_bulk, actor=second, at=at, bulk=prepared, revision=1)
    issued.refresh_from_db()
    assert (found.state, issued.suspended_at, issued.revoked_at) == ("suspended", at, None)
    letter = letters_to(person("aigul")).filter(about=issued.subject).latest("sent_at")
    assert all("supervision" in body for body in letter.body.values())
    undone = acted(undo_bulk, actor=second, at=at + timedelta(days=1), bulk=found, revision=2)
    issued.refresh_from_db()
    assert (undone.state, issued.suspended_at) == ("undone", None)
    assert work.due(at + timedelta(days=30)) == []
    assert [act.action for act in history(issued.subject)] == [
        "credentials.issue",
        "credentials.suspend",
        "credentials.reinstate",
    ]


def test_nobody_undoes_the_revocation_of_their_own_document(
    prepared: BulkRevocation, issued: Credential, second: Person, at: datetime
) -> None:
    Credential.objects.filter(pk=issued.pk).update(holder=second)
    with pytest.raises(NotPermitted, match="own-document"):
        undo_bulk(actor=second, at=at, bulk=prepared, revision=1)


def test_a_document_whose_award_an_appeal_annulled_stops_nothing(
    prepared: BulkRevocation, issued: Credential, second: Person, at: datetime, acted: Acted
) -> None:
    found = acted(confirm_bulk, actor=second, at=at, bulk=prepared, revision=1)
    # as documents stand that were issued before annulments were followed
    Award.objects.filter(pk=issued.award_id).update(annulled_on=at.date(), annulled_for="An appeal.")
    work.go_on(found, at + timedelta(days=60), quiet)
    issued.refresh_from_db()
    assert issued.revoked_at is not None


def test_after_the_time_to_undo_it_is_final(
    prepared: BulkRevocation, issued: Credential, second: Person, at: datetime, acted: Acted
) -> None:
    found = acted(confirm_bulk, actor=second, at=at, bulk=prepared, revision=1)
    assert found.undo_until is not None
    assert work.due(found.undo_until - timedelta(seconds=1)) == []
    (over,) = work.due(found.undo_until)
    with pytest.raises(Refused, match=r"credential\.bulk-final"):
        undo_bulk(actor=second, at=found.undo_until, bulk=found, revision=2)
    for _ in range(2):
        work.go_on(over, found.undo_until, quiet)
    issued.refresh_from_db()
    assert issued.revoked_at == found.undo_until
    assert issued.award.annulled_for == "The assessment was held without supervision."
    assert work.due(found.undo_until + timedelta(days=9)) == []
    assert [act.action for act in history(issued.subject)].count("credentials.revoke") == 1


def test_what_somebody_reinstated_is_left_alone(
    prepared: BulkRevocation, issued: Credential, second: Person, at: datetime, person: People, acted: Acted
) -> None:
    found = acted(confirm_bulk, actor=second, at=at, bulk=prepared, revision=1)
    issued.refresh_from_db()
    reinstate(actor=person("zhanar"), at=at, credential=issued, revision=issued.revision, reason="Not this.")
    assert found.undo_until is not None
    work.go_on(found, found.undo_until, quiet)
    issued.refresh_from_db()
    assert issued.revoked_at is None
    assert found.items.get().state == "left"


def test_interrupted_work_is_taken_up_again(
    prepared: BulkRevocation, issued: Credential, second: Person, at: datetime
) -> None:
    confirm_bulk(
        actor=second, at=at, bulk=prepared, revision=1
    )  # its job waits for a commit that never comes
    assert [one.pk for one in work.due(at)] == [prepared.pk]

    def stop(_done: int, _of: int) -> None:
        raise Stopped

    (begun,) = work.due(at)
    with pytest.raises(Stopped):
        work.carry_out(begun, at, stop)
    issued.refresh_from_db()
    assert issued.suspended_at is not None
    assert work.due(at) == []
    call_command("revocations")
    assert StatusPlace.objects.filter(credential=issued).count() == 1


def test_one_that_breaks_keeps_the_next_one_from_nothing_and_is_told(
    prepared: BulkRevocation, issued: Credential, person: People, second: Person, at: datetime, acted: Acted
) -> None:
    body = issued.award.awarding_body
    next_one = prepare_bulk(
        actor=person("zhanar"), at=at, body=body, credentials=[issued], chosen={}, reason="Another."
    )
    acted(confirm_bulk, actor=second, at=at, bulk=prepared, revision=1)
    BulkRevocation.objects.filter(pk=prepared.pk).update(confirmed_by=None, undo_until=at)  # cannot go on
    confirm_bulk(
        actor=second, at=at, bulk=next_one, revision=1
    )  # its job waits for a commit that never comes
    with pytest.raises(CommandError, match="not carried through: 1") as told:
        call_command("revocations")
    assert told.value.returncode == 1
    assert next_one.items.get().state == "left"  # suspended by the first already
    assert prepared.items.get().state == "suspended"


def test_the_pages_choose_show_and_confirm(
    issued: Credential, second: Person, as_: Callable[[str], Client]
) -> None:
    browser, page = as_("zhanar"), "/en/documents/of/kokzhar/revoke-many/"
    assert "Look at what it touches" in browser.get(page).content.decode()
    assert browser.post(page, {"numbers": "", "reason": "x"}).status_code == 422
    assert browser.post(page, {"numbers": "AAAA-AAAA-AA", "reason": "x"}).status_code == 422
    answer = browser.post(page, {"numbers": f"{issued.number}, AAAA-AAAA-AA", "reason": "A mistake."})
    assert answer.status_code == 302
    shown = browser.get(answer["Location"]).content.decode()
    assert "AAAA-AAAA-AA" in shown
    assert "Somebody other than who prepared it confirms." in shown
    assert browser.post(f"{answer['Location']}decide/", {"do": "confirm", "revision": 1}).status_code == 409
    other = as_("omar")
    assert "Confirm and suspend" in other.get(answer["Location"]).content.decode()
    assert other.post(f"{answer['Location']}decide/", {"do": "confirm", "revision": 1}).status_code == 302
    assert "Undo and reinstate all" in other.get(answer["Location"]).content.decode()
    version = issued.award.version_id
    assert (
        browser.post(page, {"version": version, "since": "2026-01-01", "reason": "All."}).status_code == 302
    )
    assert as_("rustem").get(page).status_code == 403
    for language in ("kk", "ru"):
        assert browser.get(answer["Location"].replace("/en/", f"/{language}/")).status_code == 200
