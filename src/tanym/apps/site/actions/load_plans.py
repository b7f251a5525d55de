"""Bring the action plan of the sample country through drafting, adoption and its reports."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import uuid4

from tanym.apps.accounts.queries import person
from tanym.apps.organisations.queries import organisation
from tanym.apps.plans.actions.add_item import add_item
from tanym.apps.plans.actions.adopt import adopt
from tanym.apps.plans.actions.draft_plan import draft_plan
from tanym.apps.plans.actions.report import Given, report
from tanym.apps.plans.actions.review import review
from tanym.apps.plans.content import ItemContent
from tanym.apps.plans.models import ActionItem, ActionPlan
from tanym.apps.site.queries import moment, read
from tanym.core.plans.item import Indicator, Milestone, PlanPeriod, Terms
from tanym.core.plans.status import Status, Verdict


def load_plans() -> ActionPlan:
    """Draft the plan, adopt it, let its owners report and others review, by the actions that people use."""
    content = read("plans.toml")
    head = content["plan"]
    author = person(head["author"])
    plan = draft_plan(
        actor=author,
        at=moment(head["drafted_on"]),
        organisation=organisation(head["organisation"]),
        titles=head["titles"],
        period=PlanPeriod(head["since"], head["until"]),
        purpose=head["purpose"],
        once=uuid4(),
    )
    items = [
        add_item(actor=author, at=moment(head["drafted_on"]), plan=plan, content=_content(row), once=uuid4())
        for row in content["item"]
    ]
    plan.refresh_from_db()
    plan = adopt(actor=author, at=moment(head["adopted_on"]), plan=plan, revision=plan.revision)
    for item, row in zip(items, content["item"], strict=True):
        for told in row.get("report", ()):
            _report(ActionItem.objects.get(pk=item.pk), told, row["lead"])
    return plan


def _content(row: Mapping[str, Any]) -> ItemContent:
    indicator = row["indicator"]
    return ItemContent(
        texts=row["texts"],
        lead=person(row["lead"]),
        lead_organisation=organisation(row["organisation"]),
        partners=tuple(row["partners"]),
        terms=Terms(
            row["start"],
            row["deadline"],
            tuple(Milestone(one["texts"], one["due"]) for one in row.get("milestones", ())),
        ),
        indicator=Indicator(
            indicator["texts"],
            indicator["unit"],
            indicator["source"],
            Decimal(row["baseline"]),
            Decimal(row["target"]),
        ),
        rules=tuple(row.get("rules", ())),
        none_received=row.get("none_received", False),
    )


def _report(item: ActionItem, told: Mapping[str, Any], lead: str) -> None:
    made = report(
        actor=person(lead),
        at=moment(told["on"]),
        item=item,
        given=Given(
            status=Status(told["status"]),
            evidence=told["evidence"],
            current=Decimal(told["current"]),
            reached=tuple(told.get("reached", ())),
        ),
        once=uuid4(),
    )
    if "accepted_on" in told:
        review(
            actor=person(told["reviewer"]),
            at=moment(told["accepted_on"]),
            report=made,
            verdict=Verdict.ACCEPTED,
            remarks={},
        )
