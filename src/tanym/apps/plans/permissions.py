"""Who may do what with an action plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from tanym.apps.organisations.permissions import Table, may
from tanym.apps.organisations.queries import organisations
from tanym.apps.plans.models import ActionPlan
from tanym.core.kernel.errors import NotPermitted

WRITERS = frozenset({"policy-author"})

TABLE: Table = {
    "draft_plan": WRITERS,
    "revise_plan": WRITERS,
    "add_item": WRITERS,
    "revise_item": WRITERS,
    "remove_item": WRITERS,
    "adopt": frozenset({"policy-author", "policy-approver"}),
    "report": frozenset({"self"}),
    "review": frozenset({"policy-author", "policy-approver", "reviewer"}),
    "remind": frozenset(),  # the platform itself
}
"""Action → roles at the organisation whose plan it is; `self` is the lead owner of the item."""


def may_review(actor: Any, plan: ActionPlan, on: date) -> bool:
    """Whether the actor reviews reports: by office at the plan's organisation, or at the national centre."""
    places = [plan.organisation, *organisations("national-centre")]
    return any(may(TABLE, "review", actor, on, at=one) for one in places)


def permit_review(actor: Any, plan: ActionPlan, on: date) -> None:
    """Raise `NotPermitted` unless the actor reviews reports of this plan."""
    if not may_review(actor, plan, on):
        raise NotPermitted("not-permitted", action="review")
