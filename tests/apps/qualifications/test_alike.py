"""The nearest of the catalogue, and why: shown to the author and to the reviewer, as advice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.actions.draft import draft
from tanym.apps.qualifications.actions.submit import submit
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import design_of, neighbour, neighbours_of, version_by_public_id

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]


@pytest.fixture
def copied(designs: None, person: Find, at: datetime, document: dict[str, Any]) -> Version:
    """A design of Dana's with the words of one that is in the catalogue."""
    made = draft(
        actor=person("dana"), at=at, owner=organisation("kokzhar"), document={**document, "code": "copy"}
    )
    return version_by_public_id(str(made.public_id))


def test_the_three_nearest_come_with_the_outcomes_that_are_alike(copied: Version, at: datetime) -> None:
    design = design_of(copied)
    found = neighbours_of(copied, design, at.date())
    assert len(found) == 3
    assert [one.likeness for one in found] == sorted((one.likeness for one in found), reverse=True)
    nearest = found[0]
    assert (nearest.name, nearest.likeness, nearest.title) == ("data-analysis-decisions", 100, 100)
    assert {(one.own, one.other) for one in nearest.shared} == {(o.id, o.id) for o in design.outcomes}
    assert neighbour(copied, design, at.date()) == nearest
    assert "copy" not in {one.name for one in found}


def test_author_and_reviewer_see_why_it_is_near(
    copied: Version, person: Find, at: datetime, dana: Client, marat: Client
) -> None:
    outcome = copied.content["outcomes"][0]["text"]["en"]
    address = f"/en/designs/{copied.public_id}/need/"
    step = dana.get(address)
    typed = {name: step.context["form"][name].value() or "" for name in step.context["form"].fields}
    live = dana.post(f"{address}findings/", {**typed, "revision": copied.revision, "seen-duplicate": "old"})
    submit(actor=person("dana"), at=at, version=copied)
    for page in (step, live, marat.get(f"/en/designs/review/{copied.public_id}/")):
        text = page.content.decode()
        assert "/en/catalogue/data-analysis-decisions/" in text
        assert "Alike in all: 100 %." in text
        assert outcome in text
