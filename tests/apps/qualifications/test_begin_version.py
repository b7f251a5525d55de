"""Beginning a new version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.qualifications.actions.begin_version import begin_version
from tanym.apps.qualifications.actions.revise import revise
from tanym.apps.qualifications.models import Version
from tanym.core.kernel.errors import NotPermitted, Refused

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]


def test_the_copy_is_a_draft_and_the_published_one_stays(
    person: Find, at: datetime, published: Version
) -> None:
    second = begin_version(actor=person("dana"), at=at, version=published)
    assert (second.number, second.stage, second.published_on) == (2, "draft", None)
    assert Version.objects.get(number=1).stage == "approved"


def test_a_second_draft_beside_the_first_is_refused(person: Find, at: datetime, published: Version) -> None:
    begun = begin_version(actor=person("dana"), at=at, version=published)
    revise(actor=person("dana"), at=at, version=begun, document={**begun.content, "changes": {"en": "More."}})
    with pytest.raises(Refused, match=r"design.not-the-newest"):
        begin_version(actor=person("dana"), at=at, version=published)


def test_what_is_still_worked_at_needs_no_copy(person: Find, at: datetime, drafted: Version) -> None:
    with pytest.raises(Refused, match=r"design.not-the-newest"):
        begin_version(actor=person("dana"), at=at, version=drafted)


def test_a_stranger_begins_nothing(person: Find, at: datetime, published: Version) -> None:
    with pytest.raises(NotPermitted):
        begin_version(actor=person("viktor"), at=at, version=published)


def test_a_double_click_begins_once(dana: Client, published: Version) -> None:
    address = f"/en/designs/{published.public_id}/new-version/"
    first, second = (dana.post(address) for _ in range(2))
    assert (first.status_code, first["Location"]) == (302, second["Location"])
    assert Version.objects.count() == 2
