"""Say that the document does not show it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.identity.locking import locked
from tanym.apps.identity.models import Check
from tanym.apps.identity.notices import tell
from tanym.apps.identity.permissions import TABLE
from tanym.apps.identity.queries import interest
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import InvalidValue, NotPermitted


def decline(*, actor: Person, at: datetime, check: Check, revision: int, reason: str) -> Check:
    """The person reads why and may ask again. Raises `InvalidValue("identity.reason")`, `NotPermitted`, as `locked`."""
    permit(TABLE, "decline", actor, timezone.localdate(at), at=check.organisation)
    if not reason.strip():
        raise InvalidValue("identity.reason")
    with transaction.atomic():
        row = locked(check, revision, Check.State.ASKED)
        if fault := interest(actor, row):
            raise NotPermitted(fault)
        row.state, row.decided_by, row.decided_at = Check.State.DECLINED, actor, at
        row.reason = reason.strip()[:500]
        row.save()
        record(
            actor=actor,
            at=at,
            action="identity.decline",
            subject=row.subject,
            details={"organisation": row.organisation.code},
        )
        tell(row, "declined", at=at)
    return row
