"""Let an address prove that it wants the changes of a subscription."""

from __future__ import annotations

import hmac
import json
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.registers.models import Subscription
from tanym.apps.registers.permissions import SUBSCRIBERS
from tanym.apps.registers.subscriptions import subject
from tanym.apps.registers.webhooks import challenge, secrets, sender, signer
from tanym.core.kernel.errors import Refused
from tanym.core.registers import webhooks

MOST_TRIES = 20
"""How often an address is asked: whoever names somebody else's can send it no more than that."""


def prove(*, actor: Person, at: datetime, subscription: Subscription) -> Subscription:
    """Send the challenge and, where the answer holds it, begin to send; one that was switched off goes on where it was.

    The network is asked outside any transaction. Raises `NotPermitted`, `Refused("subscription.too-many-tries")`,
    `Refused("subscription.not-proved")`, `Refused("webhook.address")` and `NotFound("webhook.no-answer")`.
    """
    permit(SUBSCRIBERS, "prove", actor, timezone.localdate(at), owner=subscription.by)
    if subscription.active:
        return subscription
    asked = Subscription.objects.filter(pk=subscription.pk, proof_tries__lt=MOST_TRIES)
    if not asked.update(proof_tries=F("proof_tries") + 1):
        raise Refused("subscription.too-many-tries", most=MOST_TRIES)
    message = f"chl_{subscription.public_id.hex}_{subscription.proof_tries + 1}"
    body = challenge(subscription).encode()
    signed = webhooks.headers(message, at, body, signer=signer(), secrets=secrets(subscription))
    answer = sender().post(subscription.address, body, signed)
    if not hmac.compare_digest(_echo(answer.content), subscription.challenge.encode()):
        raise Refused("subscription.not-proved", status=answer.status)
    with transaction.atomic():
        kept = Subscription.objects.select_for_update(no_key=True).get(pk=subscription.pk)
        if kept.active:
            return kept
        act = journal(actor=actor, at=at, action="registers.prove", subject=subject(kept))
        if kept.proved_at is None:
            kept.cursor = act.number
            kept.proved_at = at
        kept.state, kept.failing_since, kept.off_at, kept.proof_tries = "active", None, None, 0
        kept.revision += 1
        kept.save()
        return kept


def _echo(content: bytes) -> bytes:
    """The challenge as the address gave it back: alone, or as JSON `{"challenge": "…"}`."""
    try:
        said = json.loads(content)
    except ValueError:
        return content.strip()
    found = said.get("challenge") if isinstance(said, dict) else said
    return str(found).encode("utf-8", "replace")
