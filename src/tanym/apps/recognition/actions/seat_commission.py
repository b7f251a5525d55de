"""Seat the commission of a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import locked, note, repeated, require, touch
from tanym.apps.recognition.seating import Member, seat


def seat_commission(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    members: Sequence[Member],
    elected: bool,
) -> RecognitionCase:
    """Seat it as the commission's rules of the procedure ask; the secretary is the actor, and no member.

    `elected`: the members chose chair and deputy among themselves. A commission that is seated already may be seated
    anew until somebody has voted. Raises `Refused` with the fault (`commission.even`, `commission.too-small`,
    `commission.not-elected`, `commission.must-be-apart` …), `InvalidValue("recognition.no-member")`.
    """
    permit(TABLE, "seat_commission", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="seat-commission", revision=revision, sent=(members, elected)):
            return found
        require(of(found).guarded(found.stage, "quorum"), found)
        seat(found, secretary=actor, members=members, elected=elected, at=at, chair="chair")
        touch(found, actor=actor, act="seat-commission")
        note(found, actor=actor, at=at, verb="seat_commission", details={"members": len(members)})
        return found
