"""Withdraw a confirmation that was a mistake."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.actions.unconfirm_number import unconfirm_number
from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.identity.locking import locked
from tanym.apps.identity.models import Check
from tanym.apps.identity.notices import tell
from tanym.apps.identity.permissions import TABLE
from tanym.apps.identity.queries import seen_since
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import InvalidValue


def withdraw(*, actor: Person, at: datetime, check: Check, revision: int, reason: str) -> Check:
    """The number counts as told by the person only, unless a national signature has proved it since.

    Accounts that were merged meanwhile stay one: both passwords were known, and there is no way back. Raises
    `InvalidValue("identity.reason")`, `NotPermitted`, as `locked`.
    """
    permit(TABLE, "withdraw", actor, timezone.localdate(at), at=check.organisation)
    if not reason.strip():
        raise InvalidValue("identity.reason")
    with transaction.atomic():
        row = locked(check, revision, Check.State.CONFIRMED)
        row.state, row.withdrawn_by, row.withdrawn_at = Check.State.WITHDRAWN, actor, at
        row.reason = reason.strip()[:500]
        row.save()
        if not seen_since(row):
            unconfirm_number(actor=actor, at=at, person=row.person)
        record(
            actor=actor,
            at=at,
            action="identity.withdraw",
            subject=row.subject,
            details={"organisation": row.organisation.code},
        )
        tell(row, "withdrawn", at=at)
    return row
