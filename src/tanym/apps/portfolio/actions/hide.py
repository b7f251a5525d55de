"""Hide an item, or show it again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.permissions import permit
from tanym.apps.portfolio.models import Item
from tanym.apps.portfolio.permissions import TABLE


def hide(*, actor: Person, at: datetime, item: Item, hidden: bool) -> Item:
    """A hidden item is offered in no case; cases that show it already keep it. Done twice it changes nothing."""
    permit(TABLE, "hide", actor, timezone.localdate(at), owner=item.owner)
    with transaction.atomic():
        found = Item.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)
        if (found.hidden_at is not None) == hidden:
            return found
        found.hidden_at = at if hidden else None
        found.revision += 1
        found.save(update_fields=["hidden_at", "revision"])
        record(actor=actor, at=at, action="portfolio.hide", subject=found.subject, details={"hidden": hidden})
        return found
