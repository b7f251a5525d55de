"""Add an item to an action plan."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.plans.content import ItemContent, check_content, day_of, locked_plan, subject_of, touch, write
from tanym.apps.plans.models import ActionItem, ActionPlan
from tanym.apps.plans.permissions import TABLE
from tanym.core.kernel.errors import Refused


def add_item(
    *, actor: Person, at: datetime, plan: ActionPlan, content: ItemContent, once: UUID
) -> ActionItem:
    """The next item of a draft plan, complete or not. `once` is what the form was shown with: sent again, it is the same.

    Raises `NotPermitted`, `InvalidValue` as `check_content`, `Refused` (`plan.adopted`, `changed-meanwhile` where
    somebody has changed the item since the first click).
    """
    on = day_of(at)
    permit(TABLE, "add_item", actor, on, at=plan.organisation)
    check_content(content, plan, on)
    with transaction.atomic():
        kept = locked_plan(plan)
        if same := kept.items.filter(public_id=once, changed_by=actor).first():
            return same
        if ActionItem.objects.filter(public_id=once).exists():
            raise Refused("changed-meanwhile")
        if kept.adopted:
            raise Refused("plan.adopted")
        last = kept.items.aggregate(last=Max("number"))["last"] or 0
        item = ActionItem(plan=kept, public_id=once, number=last + 1, changed_by=actor, changed_at=at)
        write(item, content)
        touch(kept)
        journal(
            actor=actor,
            at=at,
            action="plans.add_item",
            subject=subject_of(item),
            details={"plan": str(kept.public_id), "number": item.number},
        )
        return item
