"""An author finds a skill in the standards in force and points an outcome to it; the catalogue says what it counts for."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.qualifications.actions.approve import approve
from tanym.apps.qualifications.actions.submit import submit
from tanym.apps.qualifications.models import Version
from tanym.apps.standards.actions.adopt import adopt
from tanym.apps.standards.actions.propose import Approved, propose
from tanym.core.standards.standard import document
from tests.core.standards.test_document import UPHOLSTERER

pytestmark = pytest.mark.django_db


@pytest.fixture
def standard(person: Callable[[str], Person], at: datetime) -> None:
    """An invented standard in force."""
    proposal = propose(
        actor=person("aidos"),
        at=at,
        register="occupational-standards",
        document=document(UPHOLSTERER),
        approved=Approved(since=date(2026, 1, 1), act={"ru": "Приказ"}, evidence="I"),
        once=uuid.uuid4(),
    )
    adopt(actor=person("nazym"), at=at, proposal=proposal)


def test_an_author_points_an_outcome_to_a_skill_and_readers_see_it(
    standard: None,
    dana: Client,
    drafted: Version,
    person: Callable[[str], Person],
    at: datetime,
    client: Client,
) -> None:
    page = f"/en/designs/{drafted.public_id}/standards/"
    found = dana.get(page, {"q": "лекало", "outcome": "lo-2"}).content.decode()
    assert "Point lo-2 here" in found
    assert "Recognition of this skill by itself is provided for" in found
    assert "Nothing was found" in dana.get(page, {"q": "пекарь"}).content.decode()
    sent = {
        "revision": str(drafted.revision),
        "outcome": "lo-2",
        "target": "ILL-1/1/c1.f1.s1",
        "match": "exact",
    }
    for _click in range(2):
        assert dana.post(page, sent).status_code == 302
    drafted.refresh_from_db()
    links = drafted.content["outcomes"][1]["links"]
    assert [one["match"] for one in links if one["target"] == "ILL-1/1/c1.f1.s1"] == ["exact"]

    approve(actor=person("marat"), at=at, version=submit(actor=person("dana"), at=at, version=drafted))
    shown = client.get(f"/en/catalogue/{drafted.micro_qualification.code}/").content.decode()
    assert "What this counts for in professional standards" in shown
    assert "Раскроить ткань по лекалу" in shown
    assert "is provided for (art. 20)" in shown


def test_what_the_register_or_the_design_does_not_have_is_refused(
    standard: None, dana: Client, as_: Callable[[str], Client], drafted: Version
) -> None:
    page = f"/en/designs/{drafted.public_id}/standards/"
    good = {
        "revision": str(drafted.revision),
        "outcome": "lo-1",
        "target": "ILL-1/1/c1.f1.s1",
        "match": "close",
    }
    for wrong, status in (
        ({"target": "ILL-1/1/c9"}, 404),
        ({"target": "ILL-1/7/c1"}, 404),
        ({"target": "2519-1"}, 404),
        ({"outcome": "lo-99"}, 404),
        ({"match": "perhaps"}, 422),
        ({"revision": "x"}, 422),
    ):
        assert dana.post(page, {**good, **wrong}).status_code == status, wrong
    before = drafted.content
    drafted.refresh_from_db()
    assert drafted.content == before
    assert as_("viktor").get(page).status_code in (403, 404)
    assert Client().get(page).status_code == 302
