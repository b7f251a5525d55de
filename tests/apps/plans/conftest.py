"""A plan of the ministry in the sample country, as authors, owners and reviewers make it by their actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils.translation import override

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.queries import organisation
from tanym.apps.plans.actions.add_item import add_item
from tanym.apps.plans.actions.adopt import adopt
from tanym.apps.plans.actions.draft_plan import draft_plan
from tanym.apps.plans.content import ItemContent
from tanym.apps.plans.models import ActionItem, ActionPlan
from tanym.core.plans.item import Indicator, Milestone, PlanPeriod, Terms

PERIOD = PlanPeriod(date(2026, 11, 1), date(2028, 10, 31))


def page(name: str, public_id: UUID, language: str = "kk") -> str:
    """The address of a page of the room in a language, whatever was read before."""
    with override(language):
        return reverse(f"plans:{name}", args=[public_id])


@dataclass
class Office:
    """The ministry at work on a plan; `person` finds the people of the sample country."""

    person: Callable[[str], Person]
    at: datetime
    plan: ActionPlan = field(init=False)

    def __post_init__(self) -> None:
        self.plan = draft_plan(
            actor=self.person("gulnar"),
            at=self.at,
            organisation=organisation("min-higher"),
            titles={"kk": "Іс-қимыл жоспары", "en": "Action plan"},
            period=PERIOD,
            purpose={"en": "Recognition within a month."},
            once=uuid4(),
        )

    def content(self, **changes: object) -> ItemContent:
        """A complete item that Omar of Kokzhar leads."""
        whole = ItemContent(
            texts={
                "action": {"en": "Publish the register of centres", "kk": "Орталықтар тізілімін жариялау"},
                "problem": {"en": "Nobody knows which centre may recognise what."},
                "act": {"en": "Order 152, p. 23"},
            },
            lead=self.person("omar"),
            lead_organisation=organisation("kokzhar"),
            partners=("qaraghai", "kasip-chamber"),
            terms=Terms(
                date(2026, 11, 1),
                date(2027, 3, 31),
                (Milestone({"en": "The list is agreed"}, date(2027, 1, 15)),),
            ),
            indicator=Indicator(
                {"en": "Centres in the register"},
                {"en": "centres"},
                {"en": "the register itself"},
                Decimal(2),
                Decimal(12),
            ),
            rules=("MQ-01",),
            none_received=True,
        )
        return replace(whole, **changes)  # type: ignore[arg-type]

    def item(self, **changes: object) -> ActionItem:
        """An item in the draft."""
        return add_item(
            actor=self.person("gulnar"),
            at=self.at,
            plan=self.plan,
            content=self.content(**changes),
            once=uuid4(),
        )

    def adopted(self, **changes: object) -> ActionItem:
        """The item of an adopted plan."""
        item = self.item(**changes)
        self.plan.refresh_from_db()
        self.plan = adopt(
            actor=self.person("gulnar"), at=self.at, plan=self.plan, revision=self.plan.revision
        )
        item.refresh_from_db()
        return item


@pytest.fixture
def office(person: Callable[[str], Person], at: datetime) -> Office:
    """The ministry with a draft plan that has no item yet."""
    return Office(person, at)
