"""Take over as the secretary of a commission."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.casefile import commission_of
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import Record, of
from tanym.apps.recognition.proceedings import case_of, locked, named, note, repeated, require, touch
from tanym.apps.recognition.seating import check_seats
from tanym.core.kernel.errors import InvalidValue, Refused


def take_over(*, actor: Person, at: datetime, record: Record, revision: int | None, reason: str) -> Record:
    """Another secretary of the organisation goes on where the first one cannot; whoever has signed signs anew.

    Raises `Refused("recognition.nobody-seated")`, `InvalidValue("recognition.say-why")`, and the fault of a commission
    whose member the actor is.
    """
    permit(TABLE, "take_over", actor, timezone.localdate(at), at=case_of(record).organisation)
    with transaction.atomic():
        found = locked(record)
        if repeated(found, actor=actor, act="take-over", revision=revision, sent=reason):
            return found
        require(of(found).guarded(found.stage, "minutes-signed"), found)
        commission = commission_of(found)
        if commission is None:
            raise Refused("recognition.nobody-seated")
        if commission.secretary_id == actor.pk:
            return found
        if not reason.strip():
            raise InvalidValue("recognition.say-why")
        commission.secretary = actor
        for fault in check_seats(found, commission):
            raise named(Refused(fault.code, **fault.details), case_of(found))
        commission.save(update_fields=["secretary"])
        touch(found, actor=actor, act="take-over")
        note(found, actor=actor, at=at, verb="take_over", details={"reason": reason.strip()})
        return found
