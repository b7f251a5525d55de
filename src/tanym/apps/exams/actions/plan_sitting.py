"""Set day and place of a part of the exam."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.exams.conducting import exam_under_lock, note, stage_is
from tanym.apps.exams.permissions import TABLE
from tanym.apps.exams.sittings import PART_OF, invite, place_sitting
from tanym.apps.organisations.permissions import permit
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
) -> Any:
    """The part that the case waits for takes place then and there; the candidate is told. A day set before is moved.

    Raises `InvalidValue` (`exams.sitting-place`, `exams.sitting-past`), `Refused("case.not-now")`.
    """
    permit(TABLE, "plan_sitting", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(
            found, actor=actor, act="plan-sitting", revision=revision, sent=(begins_at, place, online)
        ):
            return found
        stage_is(found, *PART_OF)
        exam = exam_under_lock(found)
        planned = place_sitting(
            exam, PART_OF[found.stage], actor=actor, at=at, begins_at=begins_at, place=place, online=online
        )
        touch(found, actor=actor, act="plan-sitting")
        note(found, actor=actor, at=at, verb="plan_sitting", details={"part": planned.part})
        invite(found, planned, at=at)
        return found
