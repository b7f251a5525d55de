"""Erase a person's portfolio."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.permissions import permit
from tanym.apps.portfolio.models import Item
from tanym.apps.portfolio.permissions import TABLE
from tanym.apps.portfolio.removing import holding, take_away


@dataclass(frozen=True, slots=True)
class Erased:
    """How many items are gone, and how many stay because a case relies on them."""

    items: int
    kept: int


def erase(*, actor: Person, at: datetime, person: Person, permitted: bool = False) -> Erased:
    """Erase every item that no case relies on, with its file, its questions and what cases keep that ended undecided.

    The person does it, or a room below whose own rules have permitted it to an officer (`permitted`).
    """
    if not permitted:
        permit(TABLE, "erase", actor, timezone.localdate(at), owner=person)
    gone = kept = 0
    with transaction.atomic():
        own = Item.objects.select_for_update(of=("self",), no_key=True).filter(owner=person).order_by("pk")
        for item in list(own):
            if holding(item):
                kept += 1
                continue
            take_away(item, at=at)
            gone += 1
        record(
            actor=actor,
            at=at,
            action="portfolio.erase",
            subject=f"accounts.person:{person.public_id}",
            details={"items": gone, "kept": kept},
        )
    return Erased(gone, kept)
