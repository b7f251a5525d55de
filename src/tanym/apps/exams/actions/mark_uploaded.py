"""Mark a file as uploaded, with the number that the platform gave it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.exams.models import Transfer
from tanym.apps.exams.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import InvalidValue, Refused


def mark_uploaded(*, actor: Person, at: datetime, transfer: Transfer, number: str) -> Transfer:
    """The file is with the platform; the numbers of its documents come back with the platform's own list.

    Raises `InvalidValue("exams.no-platform-number")`, `Refused("exams.uploaded-already")` for another number.
    """
    today = timezone.localdate(at)
    permit(TABLE, "mark_uploaded", actor, today, at=transfer.centre)
    if not number.strip():
        raise InvalidValue("exams.no-platform-number")
    with transaction.atomic():
        found = Transfer.objects.select_for_update(of=("self",), no_key=True).get(pk=transfer.pk)
        if found.platform_number == number.strip():
            return found
        if found.platform_number:
            raise Refused("exams.uploaded-already", number=found.platform_number)
        found.platform_number, found.uploaded_by, found.uploaded_at = number.strip(), actor, at
        found.save()
        found.entries.filter(entered_on=None).update(entered_on=today)
        journal(
            actor=actor,
            at=at,
            action="exams.mark_uploaded",
            subject=f"exams.transfer:{found.public_id}",
            details={"number": found.platform_number},
        )
        return found
