"""Set day and place of a part of the exam."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.exams.conducting import exam_under_lock, note, stage_is
from tanym.apps.exams.permissions import TABLE
from tanym.apps.exams.sittings import PART_OF, place_sitting
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.meetings import invite
from tanym.apps.recognition.proceedings import locked, repeated, touch


def plan_sitting(
    *,
    actor: Person,
    at: datetime,
    case: Any,
    revision: int | None,
    begins_at: datetime,
    place: str,
    online: bool = False,
    minutes: int = 60,
) -> Any:
    """The part that the case waits for takes place then and there; the candidate is told. A day set before is moved.

    Raises `Refused("case.not-now")`, and as `place_meeting`.
    """
    permit(TABLE, "plan_sitting", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(
            found,
            actor=actor,
            act="plan-sitting",
            revision=revision,
            sent=(begins_at, place, online, minutes),
        ):
            return found
        stage_is(found, *PART_OF)
        exam = exam_under_lock(found)
        planned = place_sitting(
            exam,
            PART_OF[found.stage],
            actor=actor,
            at=at,
            begins_at=begins_at,
            place=place,
            online=online,
            minutes=minutes,
        )
        touch(found, actor=actor, act="plan-sitting")
        note(found, actor=actor, at=at, verb="plan_sitting", details={"part": planned.what})
        invite(found, planned, at=at)
        return found
