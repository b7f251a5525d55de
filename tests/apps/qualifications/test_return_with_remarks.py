"""Returning a design with remarks, and what its author reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.audit.models import Act
from tanym.apps.letters.queries import letters_to
from tanym.apps.qualifications.actions.return_with_remarks import return_with_remarks
from tanym.apps.qualifications.actions.submit import submit
from tanym.apps.qualifications.models import Version
from tanym.core.kernel.errors import NotPermitted, Refused

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]


def test_a_remark_stands_at_the_field_of_its_rule(
    person: Find, at: datetime, dana: Client, submitted: Version
) -> None:
    return_with_remarks(
        actor=person("marat"),
        at=at,
        version=submitted,
        remarks={"rule:MQ-06": "Charts need more hours.", "": "A good design."},
    )
    assert Version.objects.get().stage == "returned"
    assert (
        "Charts need more hours." in dana.get(f"/en/designs/{submitted.public_id}/volume/").content.decode()
    )
    assert (
        "Charts need more hours." not in dana.get(f"/en/designs/{submitted.public_id}/need/").content.decode()
    )
    assert "A good design." in dana.get(f"/en/designs/{submitted.public_id}/send/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_author_gets_a_letter_with_the_remarks(person: Find, at: datetime, submitted: Version) -> None:
    return_with_remarks(actor=person("marat"), at=at, version=submitted, remarks={"": "Add an interview."})
    assert "Add an interview" in letters_to(person("dana")).first().body["ru"]


def test_without_a_remark_nothing_is_returned(person: Find, at: datetime, submitted: Version) -> None:
    with pytest.raises(Refused, match=r"design.no-remarks"):
        return_with_remarks(actor=person("marat"), at=at, version=submitted, remarks={"": "   "})
    assert Version.objects.get().stage == "review"


def test_a_returned_design_is_sent_again(person: Find, at: datetime, submitted: Version) -> None:
    returned = return_with_remarks(
        actor=person("marat"), at=at, version=submitted, remarks={"": "Once more."}
    )
    assert submit(actor=person("dana"), at=at, version=returned).stage == "review"


def test_a_draft_cannot_be_returned(person: Find, at: datetime, drafted: Version) -> None:
    with pytest.raises(Refused):
        return_with_remarks(actor=person("marat"), at=at, version=drafted, remarks={"": "Too early."})


def test_an_author_returns_nothing(person: Find, at: datetime, submitted: Version) -> None:
    with pytest.raises(NotPermitted):
        return_with_remarks(actor=person("dana"), at=at, version=submitted, remarks={"": "Mine."})


def test_the_page_returns_with_what_was_typed(marat: Client, dana: Client, submitted: Version) -> None:
    address = f"/ru/designs/review/{submitted.public_id}/"
    typed = {
        "revision": submitted.revision,
        "remark-rule:MQ-14": "Нет порога.",
        "remark-": "",
        "do": "return",
    }
    assert marat.post(address, typed).status_code == 302
    assert marat.post(address, typed).status_code == 302  # a second click
    assert Act.objects.filter(action="qualifications.return_with_remarks").count() == 1
    other = marat.post(address, {**typed, "remark-rule:MQ-14": "Нет и срока."})
    assert other.status_code == 409
    assert "Нет и срока." in other.content.decode()
    assert "Нет порога." in dana.get(f"/ru/designs/{submitted.public_id}/assessment/").content.decode()
