"""Subscribe an address to changes of registers."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.registers.models import Subscription
from tanym.apps.registers.permissions import SUBSCRIBERS
from tanym.apps.registers.sources import source
from tanym.apps.registers.subscriptions import subject
from tanym.apps.registers.webhooks import sender
from tanym.core.kernel.errors import Refused

MOST = 10
"""How many addresses one person may subscribe."""


def subscribe(
    *,
    actor: Person,
    at: datetime,
    address: str,
    registers: Sequence[str] = (),
    organisation: Organisation | None = None,
) -> Subscription:
    """A subscription that waits for its address to prove itself (`prove`); no register named: all of them.

    Raises `NotPermitted`, `Refused("webhook.address")`, `NotFound("register.unknown")`,
    `Refused("subscription.there-already")` and `Refused("subscription.too-many")`.
    """
    with transaction.atomic():
        permit(SUBSCRIBERS, "subscribe", actor, timezone.localdate(at), at=organisation)
        Person.objects.select_for_update(no_key=True).get(pk=actor.pk)
        sender().check(address)
        for one in registers:
            source(one)
        own = Subscription.objects.filter(by=actor)
        if own.filter(address=address).exists():
            raise Refused("subscription.there-already")
        if own.count() >= MOST:
            raise Refused("subscription.too-many", most=MOST)
        made = Subscription.objects.create(
            by=actor,
            organisation=organisation,
            registers=sorted(set(registers)),
            address=address,
            challenge=secrets.token_urlsafe(24),
            created_at=at,
        )
        journal(
            actor=actor,
            at=at,
            action="registers.subscribe",
            subject=subject(made),
            details={"registers": made.registers},
        )
        return made
