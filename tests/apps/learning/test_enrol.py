"""Enrolling."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.audit.queries import history
from tanym.apps.learning.actions.enrol import enrol
from tanym.apps.learning.models import Enrolment
from tanym.apps.letters.queries import letters_to
from tanym.apps.qualifications.models import Version
from tanym.core.kernel.errors import Refused

People = Callable[[str], Person]
Publish = Callable[..., Version]


def test_enrolling_is_journalled(person: People, published: Publish, at: datetime) -> None:
    made = enrol(actor=person("aigul"), at=at, version=published())
    assert made.state == "enrolled"
    assert [act.action for act in history(made.source)] == ["learning.enrol"]


@pytest.mark.django_db(transaction=True)
def test_the_learner_gets_a_letter_after_commit(person: People, published: Publish, at: datetime) -> None:
    made = enrol(actor=person("aigul"), at=at, version=published())
    letter = letters_to(person("aigul")).get()
    assert letter.about == made.source
    assert letter.address == f"/learning/{made.public_id}/"
    assert {"kk", "ru", "en"} == set(letter.body)


def test_a_double_click_enrols_once(as_: Callable[[str], Client], published: Publish) -> None:
    version, browser = published(), as_("aigul")
    first = browser.post(f"/kk/learning/enrol/{version.public_id}/")
    second = browser.post(f"/kk/learning/enrol/{version.public_id}/")
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Enrolment.objects.count() == 1


def test_what_left_the_catalogue_takes_nobody(person: People, published: Publish, at: datetime) -> None:
    version = published()
    Version.objects.filter(pk=version.pk).update(retired_on=date(2026, 11, 1))
    with pytest.raises(Refused, match=r"offer\.superseded"):
        enrol(actor=person("aigul"), at=at, version=version)


def test_enrolment_opens_on_its_day(person: People, published: Publish, at: datetime) -> None:
    version = published(offer={"enrolment_opens_on": "2027-01-10"})
    with pytest.raises(Refused, match=r"learning\.not-open"):
        enrol(actor=person("aigul"), at=at, version=version)


def test_an_unknown_version_is_not_found(as_: Callable[[str], Client]) -> None:
    assert as_("aigul").post(f"/en/learning/enrol/{uuid.uuid4()}/").status_code == 404


def test_a_visitor_signs_in_first(published: Publish) -> None:
    answer = Client().post(f"/en/learning/enrol/{published().public_id}/")
    assert answer.status_code == 302
    assert "/sign-in/" in answer["Location"]


def test_enrolling_is_no_reading(as_: Callable[[str], Client], published: Publish) -> None:
    assert as_("aigul").get(f"/en/learning/enrol/{published().public_id}/").status_code == 405
