"""Taking a design back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.audit.models import Act
from tanym.apps.qualifications.actions.begin_version import begin_version
from tanym.apps.qualifications.actions.withdraw import withdraw
from tanym.apps.qualifications.models import Version
from tanym.core.kernel.errors import NotPermitted, Refused

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]


def test_a_design_under_review_is_taken_back_and_copied(
    person: Find, at: datetime, submitted: Version
) -> None:
    taken = withdraw(actor=person("dana"), at=at, version=submitted)
    assert taken.stage == "withdrawn"
    again = begin_version(actor=person("dana"), at=at, version=taken)
    assert (again.number, again.stage, again.digest) == (2, "draft", submitted.digest)


def test_what_is_published_is_not_withdrawn(person: Find, at: datetime, published: Version) -> None:
    with pytest.raises(Refused, match=r"case.not-now"):
        withdraw(actor=person("dana"), at=at, version=published)


def test_a_reviewer_takes_nothing_back(person: Find, at: datetime, submitted: Version) -> None:
    with pytest.raises(NotPermitted):
        withdraw(actor=person("marat"), at=at, version=submitted)


def test_the_page_takes_back_once(dana: Client, submitted: Version) -> None:
    address = f"/en/designs/{submitted.public_id}/withdraw/"
    first, second = (dana.post(address, {"revision": submitted.revision}) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert Act.objects.filter(action="qualifications.withdraw").count() == 1
