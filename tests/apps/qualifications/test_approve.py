"""Approving a design."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.models import Act
from tanym.apps.audit.queries import history
from tanym.apps.letters.queries import letters_to
from tanym.apps.organisations.models import Membership
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.actions.approve import approve
from tanym.apps.qualifications.actions.begin_version import begin_version
from tanym.apps.qualifications.actions.revise import revise
from tanym.apps.qualifications.actions.submit import submit
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import published, published_version, subject_of
from tanym.core.kernel.errors import NotPermitted, Refused

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]


@pytest.fixture
def code(document: dict[str, str]) -> str:
    return document["code"]


def test_an_approved_design_is_in_the_catalogue_from_that_day(
    person: Find, at: datetime, submitted: Version, code: str
) -> None:
    today = timezone.localdate(at)
    assert not published(today).exists()
    approve(actor=person("marat"), at=at, version=submitted)
    assert published_version(code, today).pk == submitted.pk
    assert not published(today - timedelta(days=1)).exists()
    assert list(history(subject_of(submitted)))[-1].action == "qualifications.approve"


@pytest.mark.django_db(transaction=True)
def test_the_author_gets_a_letter(person: Find, at: datetime, submitted: Version) -> None:
    approve(actor=person("marat"), at=at, version=submitted)
    assert "Одобрено" in letters_to(person("dana")).first().subject["ru"]


def test_a_reviewer_who_works_for_the_owner_may_not_decide(
    person: Find, at: datetime, submitted: Version
) -> None:
    Membership.objects.create(
        person=person("marat"), organisation=organisation("kokzhar"), role="assessor", since=at.date()
    )
    with pytest.raises(Refused, match=r"case.approve.no-conflict"):
        approve(actor=person("marat"), at=at, version=submitted)


def test_a_new_edition_takes_the_place_of_the_old_one(
    person: Find, at: datetime, published: Version, code: str
) -> None:
    later = at + timedelta(days=30)
    second = begin_version(actor=person("dana"), at=later, version=published)
    revise(
        actor=person("dana"),
        at=later,
        version=second,
        document={
            **second.content,
            "changes": {
                "en": "More hours for charts.",
                "kk": "Диаграммаға сағат қосылды.",
                "ru": "Больше часов.",
            },
            "attestations": [
                *second.content.get("attestations", []),
                {"fact": "design.providers_notified", "by": "Dana", "on": "2026-12-20", "text": "By letter."},
            ],
        },
    )
    submit(actor=person("dana"), at=later, version=second)
    approve(actor=person("marat"), at=later, version=second)
    assert published_version(code, timezone.localdate(later)).number == 2
    assert Version.objects.get(number=1).retired_on == timezone.localdate(later)


def test_an_author_approves_nothing(person: Find, at: datetime, submitted: Version) -> None:
    with pytest.raises(NotPermitted):
        approve(actor=person("dana"), at=at, version=submitted)


def test_a_draft_is_not_approved(person: Find, at: datetime, drafted: Version) -> None:
    with pytest.raises(Refused, match=r"case.not-now"):
        approve(actor=person("marat"), at=at, version=drafted)


def test_the_page_approves_once(marat: Client, submitted: Version) -> None:
    address = f"/en/designs/review/{submitted.public_id}/"
    typed = {"revision": submitted.revision, "remark-": "", "do": "approve"}
    first, second = (marat.post(address, typed) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert Act.objects.filter(action="qualifications.approve").count() == 1
    assert Version.objects.get().stage == "approved"


def test_what_was_changed_since_the_page_was_opened_is_not_approved(
    marat: Client, submitted: Version
) -> None:
    answer = marat.post(f"/en/designs/review/{submitted.public_id}/", {"revision": 1, "do": "approve"})
    assert answer.status_code == 409
    assert Version.objects.get().stage == "review"


def test_the_queue_shows_what_waits_and_until_when(marat: Client, submitted: Version) -> None:
    page = marat.get("/en/designs/review/").content.decode()
    assert "Data analysis for decisions" in page
    assert "Answer by" in page


def test_the_queue_is_for_reviewers(dana: Client) -> None:
    assert dana.get("/en/designs/review/").status_code == 403
