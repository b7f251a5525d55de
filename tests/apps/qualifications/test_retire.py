"""Taking a published micro-qualification out of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.queries import history
from tanym.apps.qualifications.actions.retire import retire
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import published as in_catalogue
from tanym.apps.qualifications.queries import subject_of
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]


def test_it_leaves_the_catalogue_and_the_reason_is_journalled(
    person: Find, at: datetime, published: Version
) -> None:
    retire(actor=person("dana"), at=at, version=published, reason="The software is gone.")
    assert not in_catalogue(timezone.localdate(at)).exists()
    assert list(history(subject_of(published)))[-1].details == {"reason": "The software is gone."}


def test_without_a_reason_it_stays(person: Find, at: datetime, published: Version) -> None:
    with pytest.raises(InvalidValue, match=r"design.no-reason"):
        retire(actor=person("dana"), at=at, version=published, reason=" ")


def test_only_what_is_published_is_retired(person: Find, at: datetime, drafted: Version) -> None:
    with pytest.raises(Refused, match=r"case.not-now"):
        retire(actor=person("dana"), at=at, version=drafted, reason="Why not.")


def test_a_stranger_retires_nothing(person: Find, at: datetime, published: Version) -> None:
    with pytest.raises(NotPermitted):
        retire(actor=person("nurlan"), at=at, version=published, reason="Why not.")


def test_the_page_asks_for_the_reason(dana: Client, published: Version) -> None:
    address = f"/ru/designs/{published.public_id}/retire/"
    assert dana.post(address, {"revision": published.revision, "reason": ""}).status_code == 422
    assert dana.post(address, {"revision": published.revision, "reason": "Курс устарел."}).status_code == 302
    again = dana.post(address, {"revision": published.revision, "reason": "Курс устарел."})
    assert again.status_code == 302  # a second click: nothing is done twice
    assert (
        history(f"qualifications.version:{published.public_id}").filter(action__endswith="retire").count()
        == 1
    )
    other = dana.post(address, {"revision": published.revision, "reason": "Другая причина."})
    assert other.status_code == 409
    assert "Другая причина." in other.content.decode()
