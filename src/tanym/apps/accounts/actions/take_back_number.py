"""Take one's own personal number back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Identity, Person
from tanym.apps.audit.actions.record import record


def take_back_number(*, actor: Person, at: datetime) -> None:
    """Erase it; where there is none nothing happens. What went out before is in others' hands."""
    with transaction.atomic():
        erased, _each = Identity.objects.filter(person=actor).delete()
        if erased:
            record(
                actor=actor,
                at=at,
                action="accounts.take_back_number",
                subject=f"accounts.person:{actor.public_id}",
            )
