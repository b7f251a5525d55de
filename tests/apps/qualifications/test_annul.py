"""Annulling an award."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.actions.annul import annul
from tanym.apps.qualifications.actions.confer import confer
from tanym.apps.qualifications.models import Award, Version
from tanym.core.kernel.errors import Refused

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]


@pytest.fixture
def award(person: Find, at: datetime, published: Version) -> Award:
    return confer(
        actor=person("zhanar"),
        at=at,
        person=person("aigul"),
        awarding_body=organisation("kokzhar"),
        source="learning.enrolment:1",
        record={},
        version=published,
    )


def test_an_annulled_award_stays_in_the_register_with_its_reason(
    person: Find, at: datetime, award: Award
) -> None:
    annul(actor=person("zhanar"), at=at, award=award, reason="Another person sat the test.")
    kept = Award.objects.get()
    assert (kept.annulled_on, kept.annulled_for) == (at.date(), "Another person sat the test.")


def test_an_award_is_annulled_once(person: Find, at: datetime, award: Award) -> None:
    annul(actor=person("zhanar"), at=at, award=award, reason="Once.")
    with pytest.raises(Refused, match=r"award.annulled"):
        annul(actor=person("zhanar"), at=at, award=award, reason="Twice.")
