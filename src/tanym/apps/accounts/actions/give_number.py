"""Give one's own personal number."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts import pace
from tanym.apps.accounts.models import Identity, Person
from tanym.apps.accounts.numbers import keep, opened, read
from tanym.apps.audit.actions.record import record
from tanym.core.kernel.errors import Refused

MOST, WINDOW = 10, 24 * 60 * 60
"""Numbers that somebody may try in so many seconds: whoever tries out others' learns little."""


def give_number(*, actor: Person, at: datetime, typed: str) -> Identity:
    """Keep it sealed; giving the same again changes nothing.

    Raises as `numbers.read`, `Refused("number.too-often")`, and `Refused("number.confirmed")` for another number than the
    one that a national signature has proved.
    """
    if pace.note("personal-number", str(actor.pk), WINDOW) > MOST:
        raise Refused("number.too-often")
    number = read(typed, actor)
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=actor.pk)
        held = Identity.objects.filter(person=actor).first()
        if held is not None and opened(held) == number:
            return held
        if held is not None and held.confirmed_at:
            raise Refused("number.confirmed")
        held = held or Identity(person=actor)
        held.given_at = at
        keep(held, number)
        held.save()
        record(
            actor=actor,
            at=at,
            action="accounts.give_number",
            subject=f"accounts.person:{actor.public_id}",
            details={"kind": number.kind},
        )
        return held
