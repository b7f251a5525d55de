"""Begin an action plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.plans.content import day_of, subject_of
from tanym.apps.plans.models import ActionPlan
from tanym.apps.plans.permissions import TABLE
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.plans.item import PlanPeriod, said


def draft_plan(
    *,
    actor: Person,
    at: datetime,
    organisation: Organisation,
    titles: Mapping[str, str],
    period: PlanPeriod,
    purpose: Mapping[str, str],
    consultation: str = "",
    once: UUID,
) -> ActionPlan:
    """A draft that only its organisation reads. `once` is what the form was shown with: sent again, it is the same plan.

    Raises `NotPermitted`, `InvalidValue("plan.untitled")`, `Refused("changed-meanwhile")` for other words sent with it.
    """
    permit(TABLE, "draft_plan", actor, day_of(at), at=organisation)
    if not said(titles):
        raise InvalidValue("plan.untitled")
    with transaction.atomic():
        plan, new = ActionPlan.objects.get_or_create(
            public_id=once,
            defaults={
                "organisation": organisation,
                "titles": dict(titles),
                "purpose": dict(purpose),
                "since": period.since,
                "until": period.until,
                "consultation": consultation,
                "created_by": actor,
                "created_at": at,
            },
        )
        if not new:
            if plan.created_by_id == actor.pk and plan.titles == dict(titles):
                return plan
            raise Refused("changed-meanwhile")
        journal(
            actor=actor,
            at=at,
            action="plans.draft_plan",
            subject=subject_of(plan),
            details={
                "organisation": organisation.code,
                "since": period.since.isoformat(),
                "until": period.until.isoformat(),
            },
        )
        return plan
