"""Deliver the changes of registers to those who have subscribed to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import F

from tanym.adapters.send import GuardedSender
from tanym.apps.jobs.locks import held
from tanym.apps.registers.delivering import attempt, next_message
from tanym.apps.registers.models import Delivery, Subscription
from tanym.apps.registers.webhooks import sender

KEPT = timedelta(days=30)
"""How long a message that was taken can still be looked at."""


def deliver(*, clock: Callable[[], datetime]) -> int:
    """Send to every active subscription what is due, in order; how many messages were taken.

    At least once: a message whose answer was lost is sent again under the same identifier. One address that fails
    keeps no other waiting; two runs at once do not send to the same one. `clock` tells the moment of each try.
    """
    way = sender()
    taken = sum(_serve(one, clock, way) for one in Subscription.objects.filter(state="active").order_by("pk"))
    old = Delivery.objects.filter(state="delivered", ended_at__lt=clock() - KEPT)
    old.filter(act__lte=F("subscription__cursor")).delete()
    return taken


def _serve(of: Subscription, clock: Callable[[], datetime], way: GuardedSender) -> int:
    taken = 0
    with held(f"webhook-{of.public_id}") as ours:
        while ours and (message := next_message(of, clock())):
            if not attempt(message, clock(), way):
                break
            taken += 1
    return taken
