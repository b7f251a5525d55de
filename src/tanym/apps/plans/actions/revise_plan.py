"""Change the head of an action plan that is still a draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.plans.content import day_of, locked_plan, subject_of, terms_of, touch
from tanym.apps.plans.models import ActionPlan
from tanym.apps.plans.permissions import TABLE
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.plans.item import PlanPeriod, said


def revise_plan(
    *,
    actor: Person,
    at: datetime,
    plan: ActionPlan,
    titles: Mapping[str, str],
    period: PlanPeriod,
    purpose: Mapping[str, str],
    consultation: str,
    revision: int,
) -> ActionPlan:
    """Write title, purpose and period. The same words again change nothing.

    Raises `NotPermitted`, `InvalidValue` (`plan.untitled`; `plan.outside-period` where an item would no longer fit),
    `Refused` (`plan.adopted`, `changed-meanwhile`).
    """
    permit(TABLE, "revise_plan", actor, day_of(at), at=plan.organisation)
    if not said(titles):
        raise InvalidValue("plan.untitled")
    with transaction.atomic():
        kept = locked_plan(plan)
        new = (dict(titles), dict(purpose), period.since, period.until, consultation)
        if new == (kept.titles, kept.purpose, kept.since, kept.until, kept.consultation):
            return kept
        if kept.adopted:
            raise Refused("plan.adopted")
        if revision != kept.revision:
            raise Refused("changed-meanwhile")
        for item in kept.items.all():
            terms_of(item).within(period)
        kept.titles, kept.purpose, kept.since, kept.until, kept.consultation = new
        kept.save()
        touch(kept)
        journal(
            actor=actor,
            at=at,
            action="plans.revise_plan",
            subject=subject_of(kept),
            details={"since": period.since.isoformat(), "until": period.until.isoformat()},
        )
        return kept
