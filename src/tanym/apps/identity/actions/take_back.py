"""Take a request to look at one's document back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.identity.locking import locked
from tanym.apps.identity.models import Check
from tanym.apps.identity.permissions import TABLE
from tanym.apps.organisations.permissions import permit


def take_back(*, actor: Person, at: datetime, check: Check) -> Check:
    """Nobody looks at it any more. Raises `NotPermitted`, `Refused("identity.over")`."""
    permit(TABLE, "take_back", actor, timezone.localdate(at), owner=check.person)
    with transaction.atomic():
        row = locked(check, None, Check.State.ASKED)
        row.state = Check.State.TAKEN_BACK
        row.save(update_fields=["state", "revision"])
        record(actor=actor, at=at, action="identity.take_back", subject=row.subject)
    return row
