"""Give a subscription a new shared secret."""

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
from tanym.core.kernel.errors import Refused


def renew_secret(*, actor: Person, at: datetime, subscription: Subscription, revision: int) -> Subscription:
    """From now on messages are signed with a new secret, and with the one before until it is renewed once more.

    Raises `NotPermitted` and `Refused("changed-meanwhile")`.
    """
    with transaction.atomic():
        permit(SUBSCRIBERS, "renew_secret", actor, timezone.localdate(at), owner=subscription.by)
        kept = Subscription.objects.select_for_update(no_key=True).get(pk=subscription.pk)
        if kept.revision != revision:
            raise Refused("changed-meanwhile")
        kept.generation += 1
        kept.revision += 1
        kept.save()
        journal(actor=actor, at=at, action="registers.renew_secret", subject=subject(kept))
        return kept
