"""Conferring an award."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.audit.models import Act
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.actions.confer import confer
from tanym.apps.qualifications.models import Award, Version
from tanym.apps.qualifications.queries import awards_of, awards_to_issue

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]


def _confer(person: Find, at: datetime, version: Version) -> Award:
    return confer(
        actor=person("zhanar"),
        at=at,
        person=person("aigul"),
        awarding_body=organisation("kokzhar"),
        source="learning.enrolment:1",
        record={"title": {"en": "Data analysis for decisions"}},
        version=version,
    )


def test_one_source_gives_one_award(person: Find, at: datetime, published: Version) -> None:
    assert _confer(person, at, published) == _confer(person, at, published)
    assert list(awards_to_issue()) == list(awards_of(person("aigul")))
    assert Act.objects.filter(action="qualifications.confer").count() == 1


def test_its_number_is_read_aloud_without_mistakes(person: Find, at: datetime, published: Version) -> None:
    number = _confer(person, at, published).number
    assert [len(part) for part in number.split("-")] == [4, 4, 2]
    assert not set(number) & set("ILOU")
