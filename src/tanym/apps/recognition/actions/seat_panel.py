"""Seat the second panel, for an appeal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import Appeal
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.proceedings import locked, repeated, take
from tanym.apps.recognition.seating import Member, seat


def seat_panel(
    *,
    actor: Person,
    at: datetime,
    appeal: Appeal,
    revision: int | None,
    members: Sequence[Member],
    elected: bool,
) -> Appeal:
    """Seat people who took no part in the first decision, and take the step. Raises as `seat_commission` and `advance`."""
    permit(TABLE, "seat_panel", actor, timezone.localdate(at), at=appeal.of.organisation)
    with transaction.atomic():
        found = locked(appeal)
        if repeated(found, actor=actor, act="seat-panel", revision=revision, sent=(members, elected)):
            return found
        seat(found, secretary=actor, members=members, elected=elected, at=at, chair="appeal-chair")
        announce(found, take(found, actor=actor, at=at, step="seat-panel"), at=at)
        return found
