"""Move the clock of a rehearsal forward."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.clocks.actions.run_one import run_one
from tanym.apps.recognition.rehearsed import case_in, subjects, waits_for_a_day
from tanym.apps.rehearsal.models import Rehearsal
from tanym.apps.rehearsal.owning import locked_own
from tanym.apps.rehearsal.staging import on_stage, time_in, today_in
from tanym.core.kernel.errors import InvalidValue, Refused

FARTHEST = 400
"""Days at once."""


def move_on(*, actor: Person, at: datetime, rehearsal: Rehearsal, revision: int, days: int) -> int:
    """Let so many days pass, one after the other, and let its clocks take the steps that fall due; how many they took.

    The real clock goes on as it does. Where a day cannot come, those before it have passed. Raises
    `InvalidValue("rehearsal.days")`, `Refused("rehearsal.no-day-yet")` while it is a draft that no term presses, and as
    `locked_own`.
    """
    if not 1 <= days <= FARTHEST:
        raise InvalidValue("rehearsal.days", most=FARTHEST)
    taken, on = 0, timezone.localdate(at)
    for day in range(days):  # each for itself: who writes into the journal keeps everybody else out of it
        with transaction.atomic():
            row = locked_own(rehearsal, actor, on, revision + day)
            with on_stage(row):
                if not waits_for_a_day(case_in(row.public_id), today_in(row)):
                    raise Refused("rehearsal.no-day-yet")
            row.days_ahead += 1
            with on_stage(row):
                case = case_in(row.public_id)
                taken += sum(run_one(at=time_in(row), subject=one) for one in subjects(case))
            row.revision += 1
            row.save()
            if day + 1 == days:
                journal(
                    actor=actor,
                    at=at,
                    action="rehearsal.move_on",
                    subject=f"rehearsal.rehearsal:{row.public_id}",
                    details={"days": days, "steps": taken},
                )
    return taken
