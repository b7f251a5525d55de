"""Erase what an act says of people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from tanym.apps.audit.actions.record import record
from tanym.apps.audit.models import Act
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused

LONGEST_REASON = 500


def erase(*, actor: Any, at: datetime, number: int, reason: str) -> Act:
    """Take actor, subject, details and salt from an act for good; chain and log stay whole, and this is an act itself.

    `reason` (no personal data) stays in the journal. Only the operator's command calls it; it asks for no other right.
    Raises `InvalidValue("journal.reason-missing")`, `NotFound("journal.no-such-act")`, and `Refused`:
    `journal.erased-already`, `journal.erasure-stays` (the act of an erasure cannot be erased).
    """
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise InvalidValue("journal.reason-missing")
    with transaction.atomic():
        act = Act.objects.select_for_update(no_key=True).filter(number=number).first()
        if act is None:
            raise NotFound("journal.no-such-act", number=number)
        if act.erased_by is not None:
            raise Refused("journal.erased-already", number=number)
        if act.action == "audit.erase":
            raise Refused("journal.erasure-stays", number=number)
        done = record(
            actor=actor,
            at=at,
            action="audit.erase",
            subject=f"audit.act:{number}",
            details={"reason": reason},
        )
        Act.objects.filter(number=number).update(
            actor="", subject="", details={}, salt="", erased_by=done.number
        )
        return done
