"""Leave a document to a colleague: one has an interest."""

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


def recuse(*, actor: Person, at: datetime, check: Check) -> Check:
    """The officer cannot confirm or decline this one any more. Raises `NotPermitted`, `Refused("identity.over")`."""
    permit(TABLE, "recuse", actor, timezone.localdate(at), at=check.organisation)
    with transaction.atomic():
        row = locked(check, None, Check.State.ASKED)
        if str(actor.public_id) not in row.recused:
            row.recused = [*row.recused, str(actor.public_id)]
            row.save(update_fields=["recused", "revision"])
            record(actor=actor, at=at, action="identity.recuse", subject=row.subject)
    return row
