"""Give people more time."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.consultation.models import Consultation
from tanym.apps.consultation.permissions import require
from tanym.apps.consultation.proceeding import current, lines, note
from tanym.core.consultation.period import check_extension, require_unclosed
from tanym.core.kernel.errors import InvalidValue


def extend(
    *, actor: Person, at: datetime, consultation: Consultation, ends_on: date, because: str, revision: int
) -> Consultation:
    """Move the last day to a later one, for a reason that is published; the day of the answers moves with it.

    Raises `NotPermitted`, `InvalidValue` as `check_extension` or `consultation.reason-empty`,
    `Refused("consultation.closed" | "changed-meanwhile")`.
    """
    today = timezone.localdate(at)
    require("extend", actor, today, consultation)
    with transaction.atomic():
        found: Consultation = current(consultation, revision)
        require_unclosed(found.stage(today))
        check_extension(found.ends_on, ends_on, today)
        if not because.strip():
            raise InvalidValue("consultation.reason-empty")
        later = ends_on - found.ends_on
        details = {"from": found.ends_on.isoformat(), "to": ends_on.isoformat()}
        found.ends_on, found.answers_by = ends_on, found.answers_by + later
        found.extended_because = lines(because)
        found.revision += 1
        found.save()
        note(found, actor=actor, at=at, verb="extend", details=details)
        return found
