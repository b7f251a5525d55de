"""Change an item of an action plan: in a draft freely, in an adopted plan with a reason and in public."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.plans.checking import check_item
from tanym.apps.plans.content import (
    ItemContent,
    check_content,
    content_of,
    day_of,
    locked_item,
    subject_of,
    touch,
    write,
)
from tanym.apps.plans.models import ActionItem, ItemChange
from tanym.apps.plans.permissions import TABLE
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.plans.item import said


def revise_item(
    *,
    actor: Person,
    at: datetime,
    item: ActionItem,
    content: ItemContent,
    revision: int,
    reason: Mapping[str, str] | None = None,
) -> ActionItem:
    """Write what the item says. The same words again change nothing.

    In an adopted plan the change is kept with its reason for everybody to read, and the item has to stay whole.
    Raises `NotPermitted`, `InvalidValue` as `check_content` and `plan.change-without-reason`,
    `Refused` (`changed-meanwhile`, `plan.items-incomplete`).
    """
    on = day_of(at)
    permit(TABLE, "revise_item", actor, on, at=item.plan.organisation)
    check_content(content, item.plan, on)
    with transaction.atomic():
        kept = locked_item(item)
        before, after = content_of(kept).plain(), content.plain()
        if before == after:
            return kept
        if revision != kept.revision:
            raise Refused("changed-meanwhile")
        changed = sorted(name for name in after if after[name] != before[name])
        kept.changed_by, kept.changed_at = actor, at
        kept.revision += 1
        write(kept, content)
        if kept.plan.adopted:
            if not said(reason or {}):
                raise InvalidValue("plan.change-without-reason")
            found, kept.report = check_item(kept, at=at)
            if found.blocking:
                raise Refused("plan.items-incomplete", items=str(kept.number))
            kept.save(update_fields=["report"])
            ItemChange.objects.create(
                item=kept,
                by=actor,
                at=at,
                reason=dict(reason or {}),
                before={name: before[name] for name in changed},
                after={name: after[name] for name in changed},
            )
        touch(kept.plan)
        journal(
            actor=actor,
            at=at,
            action="plans.revise_item",
            subject=subject_of(kept),
            details={"revision": kept.revision, "changed": changed},
        )
        return kept
