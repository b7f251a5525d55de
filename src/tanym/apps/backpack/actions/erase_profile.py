"""Erase what programs have written into one's profile."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.backpack.models import HostProfile
from tanym.apps.backpack.permissions import TABLE
from tanym.apps.organisations.permissions import permit


def erase_profile(*, actor: Person, at: datetime) -> None:
    """Programs then read the name of the account again. Erased already: nothing happens."""
    permit(TABLE, "erase_profile", actor, timezone.localdate(at), owner=actor)
    with transaction.atomic():
        gone, _ = HostProfile.objects.filter(person=actor).delete()
        if gone:
            journal(
                actor=actor,
                at=at,
                action="backpack.erase_profile",
                subject=f"accounts.person:{actor.public_id}",
                details={},
            )
