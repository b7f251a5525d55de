"""Send a dead letter again."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.registers.delivering import attempt
from tanym.apps.registers.models import Delivery
from tanym.apps.registers.permissions import SUBSCRIBERS
from tanym.apps.registers.subscriptions import subject
from tanym.apps.registers.webhooks import sender
from tanym.core.kernel.errors import Refused


def redeliver(*, actor: Person, at: datetime, delivery: Delivery) -> bool:
    """One more try, now, under the same identifier; whether the address has taken it.

    Raises `NotPermitted` and `Refused("subscription.not-dead")` for a message that waits for its turn or was taken.
    """
    permit(SUBSCRIBERS, "redeliver", actor, timezone.localdate(at), owner=delivery.subscription.by)
    if delivery.state != "dead":
        raise Refused("subscription.not-dead")
    taken = attempt(delivery, at, sender())
    journal(
        actor=actor,
        at=at,
        action="registers.redeliver",
        subject=subject(delivery.subscription),
        details={"act": delivery.act, "taken": taken},
    )
    return taken
