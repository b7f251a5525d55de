"""End a subscription."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.registers.models import Subscription
from tanym.apps.registers.permissions import SUBSCRIBERS
from tanym.apps.registers.subscriptions import subject


def unsubscribe(*, actor: Person, at: datetime, subscription: Subscription) -> None:
    """Nothing is sent any more, and the address is forgotten. Raises `NotPermitted`."""
    with transaction.atomic():
        permit(SUBSCRIBERS, "unsubscribe", actor, timezone.localdate(at), owner=subscription.by)
        kept = Subscription.objects.select_for_update(no_key=True).filter(pk=subscription.pk).first()
        if kept is None:
            return
        journal(actor=actor, at=at, action="registers.unsubscribe", subject=subject(kept))
        kept.delete()
