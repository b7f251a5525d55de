"""One message of a subscription: what comes next, one try, and what the try changes."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus

from django.db import transaction

from tanym.adapters.send import SUCCESS, GuardedSender
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.registers import notices
from tanym.apps.registers.changes import window
from tanym.apps.registers.models import Delivery, Subscription
from tanym.apps.registers.subscriptions import subject
from tanym.apps.registers.webhooks import body, message_id, secrets, signer
from tanym.core.kernel.errors import TanymError
from tanym.core.registers import webhooks


def next_message(of: Subscription, at: datetime) -> Delivery | None:
    """The message that is sent now: the one that waits, when its pause is over, else the next change; None: nothing.

    What comes next follows from the registers and the cursor alone, so that a crash at any point loses nothing.
    """
    with transaction.atomic():
        kept = Subscription.objects.select_for_update(no_key=True).filter(pk=of.pk, state="active").first()
        if kept is None:
            return None
        waiting = kept.deliveries.filter(state="waiting").first()
        if waiting is not None:
            return waiting if waiting.next_at <= at else None
        while found := window(kept.registers, kept.cursor, 1):
            done = set(kept.deliveries.filter(act__gt=kept.cursor).values_list("message", flat=True))
            for changed in found:
                if message_id(changed) not in done:
                    return Delivery.objects.create(
                        subscription=kept,
                        message=message_id(changed),
                        act=changed.row.number,
                        register=changed.register,
                        body=body(kept, changed),
                        next_at=at,
                        created_at=at,
                    )
            kept.cursor = found[-1].row.number
            kept.save(update_fields=["cursor"])
        return None


def attempt(message: Delivery, at: datetime, way: GuardedSender) -> bool:
    """Send it once and keep what came of it; whether the address has taken it."""
    subscription = message.subscription
    content = message.body.encode()
    signed = webhooks.headers(message.message, at, content, signer=signer(), secrets=secrets(subscription))
    try:
        status = way.post(subscription.address, content, signed).status
    except TanymError:
        status = 0
    with transaction.atomic():
        kept = Subscription.objects.select_for_update(no_key=True).filter(pk=subscription.pk).first()
        if kept is None:  # ended meanwhile
            return False
        row = kept.deliveries.get(pk=message.pk)
        row.tries += 1
        row.status = status
        if status in SUCCESS:
            _taken(row, kept, at)
        else:
            _refused(row, kept, at)
        row.save()
        kept.save()
    return status in SUCCESS


def _taken(row: Delivery, kept: Subscription, at: datetime) -> None:
    row.state, row.ended_at = "delivered", at
    kept.failing_since = None


def _refused(row: Delivery, kept: Subscription, at: datetime) -> None:
    if row.state == "waiting":
        pause = webhooks.pause_after(row.tries)
        if pause is None:
            row.state, row.ended_at = "dead", at
        else:
            row.next_at = at + pause
    kept.failing_since = kept.failing_since or at
    gone = row.status == HTTPStatus.GONE or at - kept.failing_since >= webhooks.GIVE_UP
    if gone and kept.active:
        kept.state, kept.off_at = "off", at
        kept.revision += 1
        journal(actor=None, at=at, action="registers.switch_off", subject=subject(kept))
        notices.switched_off(kept, at=at)
