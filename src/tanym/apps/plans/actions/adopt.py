"""Adopt an action plan."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.audit.queries import repeats
from tanym.apps.organisations.permissions import permit
from tanym.apps.plans import notices
from tanym.apps.plans.checking import check_item
from tanym.apps.plans.content import day_of, locked_plan, subject_of
from tanym.apps.plans.models import ActionPlan
from tanym.apps.plans.permissions import TABLE
from tanym.apps.plans.queries import items
from tanym.core.kernel.errors import Refused


def adopt(*, actor: Person, at: datetime, plan: ActionPlan, revision: int) -> ActionPlan:
    """Put the plan before the public, every item checked by the rules of the day (PO-01) and the reports kept.

    Its owners are told. A second click finds it done. Raises `NotPermitted`, `Refused` (`changed-meanwhile`,
    `plan.adopted`, `plan.empty`, `plan.items-incomplete` with the numbers of the items).
    """
    permit(TABLE, "adopt", actor, day_of(at), at=plan.organisation)
    with transaction.atomic():
        kept = locked_plan(plan)
        if kept.adopted:
            if repeats(subject_of(kept), actor=actor, action="plans.adopt"):
                return kept
            raise Refused("plan.adopted")
        if revision != kept.revision:
            raise Refused("changed-meanwhile")
        found = items(kept)
        if not found:
            raise Refused("plan.empty")
        incomplete = []
        for item in found:
            report, item.report = check_item(item, at=at)
            item.save(update_fields=["report"])
            if report.blocking:
                incomplete.append(str(item.number))
        if incomplete:
            raise Refused("plan.items-incomplete", items=", ".join(incomplete))
        kept.stage, kept.adopted_by, kept.adopted_at = "adopted", actor, at
        kept.revision += 1
        kept.save()
        journal(
            actor=actor,
            at=at,
            action="plans.adopt",
            subject=subject_of(kept),
            details={"reports": {str(item.number): item.report for item in found}},
        )
        for item in found:
            notices.tell_owner(item, "plans.letter.adopted", at=at)
        return kept
