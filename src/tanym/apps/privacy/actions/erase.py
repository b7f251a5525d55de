"""Erase what may be erased of one's own data."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.holdings import Erased, holdings
from tanym.apps.accounts.holdings import erase as erase_of
from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.permissions import permit
from tanym.apps.privacy.permissions import TABLE


def erase(*, actor: Person, at: datetime, rooms: Collection[str]) -> dict[str, Erased]:
    """Erase, in each of these rooms, what no case, register or official act relies on; what went and what stayed, by room.

    The upper rooms come first: what they let go no longer holds what lies below. The journal says how much, never what.
    """
    permit(TABLE, "erase", actor, timezone.localdate(at), owner=actor)
    done: dict[str, Erased] = {}
    with transaction.atomic():
        for holding in reversed(holdings()):
            if holding.room in rooms:
                found = erase_of(holding, actor, at)
                if found.gone or found.kept:
                    done[holding.room] = found
        record(
            actor=actor,
            at=at,
            action="privacy.erase",
            subject=f"accounts.person:{actor.public_id}",
            details={"rooms": {room: {"gone": one.gone, "kept": one.kept} for room, one in done.items()}},
        )
    return done
