"""Take an item out of an action plan that is still a draft."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.plans.content import day_of, locked_item, subject_of, touch
from tanym.apps.plans.models import ActionItem, ActionPlan
from tanym.apps.plans.permissions import TABLE
from tanym.core.kernel.errors import Refused


def remove_item(*, actor: Person, at: datetime, item: ActionItem, revision: int) -> ActionPlan:
    """Erase the item; the numbers of the others stay. Raises `NotPermitted`, `Refused` (`plan.adopted`, `changed-meanwhile`)."""
    permit(TABLE, "remove_item", actor, day_of(at), at=item.plan.organisation)
    with transaction.atomic():
        kept = locked_item(item)
        if kept.plan.adopted:
            raise Refused("plan.adopted")
        if revision != kept.revision:
            raise Refused("changed-meanwhile")
        plan, subject, number = kept.plan, subject_of(kept), kept.number
        kept.delete()
        touch(plan)
        journal(
            actor=actor,
            at=at,
            action="plans.remove_item",
            subject=subject,
            details={"plan": str(plan.public_id), "number": number},
        )
        return plan
