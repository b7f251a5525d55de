"""Who may do what: people of the cast against every act of action plans."""

from __future__ import annotations

from typing import Any

import pytest

from tanym.apps.organisations.permissions import may
from tanym.apps.organisations.queries import organisation
from tanym.apps.plans.permissions import TABLE, may_review

pytestmark = pytest.mark.django_db

WRITING = {"draft_plan", "revise_plan", "add_item", "revise_item", "remove_item"}
MAY = {
    "gulnar": WRITING | {"adopt", "review"},
    "baurzhan": {"adopt", "review"},
    "marat": {"review"},
    "omar": {"report"},  # he leads the item
    "aigul": set(),
    "samal": set(),
    "dana": set(),
    "zhanar": set(),
    "saule": set(),
    "aliya": set(),
    "erlan": set(),
    "askar": set(),
    "madina": set(),
    "chiara": set(),
}


@pytest.mark.parametrize("name", sorted(MAY))
def test_who_may_do_what(office: Any, name: str) -> None:
    actor, on, at = office.person(name), office.at.date(), organisation("min-higher")
    found = {act for act in TABLE if may(TABLE, act, actor, on, at=at, owner=office.person("omar"))}
    if may_review(actor, office.plan, on):
        found.add("review")
    assert found == MAY[name]


def test_another_ministry_writes_no_plan_of_this_one(office: Any) -> None:
    gulnar, on = office.person("gulnar"), office.at.date()
    assert not any(may(TABLE, act, gulnar, on, at=organisation("min-labour")) for act in WRITING)
