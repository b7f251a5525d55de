"""The one retake."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.learning.actions.conclude import conclude
from tanym.apps.learning.actions.enrol import enrol
from tanym.apps.learning.actions.retake import retake
from tanym.apps.learning.models import Enrolment, Result
from tanym.core.kernel.errors import Refused

People = Callable[[str], Person]
Begin = Callable[..., Enrolment]
Judge = Callable[..., Enrolment]


def failed(enrolment: Enrolment, judged: Judge, person: People, at: datetime, percent: int) -> Enrolment:
    found = judged(enrolment, percent)
    return conclude(actor=person("omar"), at=at, enrolment=found, revision=found.revision)


def test_a_retake_keeps_the_results_of_before(
    enrolled: Begin, judged: Judge, person: People, at: datetime
) -> None:
    found = failed(enrolled(), judged, person, at, 40)
    before = Result.objects.count()
    again = retake(actor=person("zhanar"), at=at, enrolment=found, revision=found.revision)
    assert (again.state, again.attempt, Result.objects.count()) == ("enrolled", 2, before)
    passed = failed(again, judged, person, at, 90)
    assert (passed.state, Result.objects.count()) == ("awarded", 2 * before)


def test_there_is_one_retake_only(enrolled: Begin, judged: Judge, person: People, at: datetime) -> None:
    found = failed(enrolled(), judged, person, at, 40)
    again = retake(actor=person("omar"), at=at, enrolment=found, revision=found.revision)
    found = failed(again, judged, person, at, 40)
    with pytest.raises(Refused, match=r"learning\.no-retake"):
        retake(actor=person("omar"), at=at, enrolment=found, revision=found.revision)


def test_after_f_the_person_enrols_again(
    enrolled: Begin, judged: Judge, person: People, at: datetime
) -> None:
    found = failed(enrolled(), judged, person, at, 10)
    with pytest.raises(Refused, match=r"learning\.no-retake"):
        retake(actor=person("omar"), at=at, enrolment=found, revision=found.revision)
    assert enrol(actor=person("aigul"), at=at, version=found.version).pk != found.pk


def test_a_person_who_enrolled_again_needs_no_retake(
    enrolled: Begin, judged: Judge, person: People, at: datetime
) -> None:
    found = failed(enrolled(), judged, person, at, 40)
    enrol(actor=person("aigul"), at=at, version=found.version)
    with pytest.raises(Refused, match=r"learning\.enrolled-again"):
        retake(actor=person("omar"), at=at, enrolment=found, revision=found.revision)


def test_an_outdated_page_opens_no_retake(
    enrolled: Begin, judged: Judge, person: People, at: datetime, as_: Callable[[str], Client]
) -> None:
    found = failed(enrolled(), judged, person, at, 40)
    answer = as_("omar").post(f"/en/learning/{found.public_id}/retake/", {"revision": found.revision - 1})
    assert answer.status_code == 409
