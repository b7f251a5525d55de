"""Set a new day for who could not come because of temporary incapacity."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.exams.conducting import exam_under_lock, stage_is
from tanym.apps.exams.permissions import TABLE
from tanym.apps.exams.sittings import PART_OF, place_sitting, planned_sitting
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.deciding import carry_out
from tanym.apps.recognition.meetings import invite
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.proceedings import locked, repeated, take
from tanym.core.kernel.errors import InvalidValue, Refused

INCAPACITY = "temporary-incapacity"


def postpone(
    *,
    actor: Person,
    at: datetime,
    case: Any,
    revision: int | None,
    paper: str,
    begins_at: datetime,
    place: str,
    online: bool = False,
    minutes: int = 60,
) -> Any:
    """The sitting that was missed counts as missed for incapacity, which `paper` shows; the new day is set with it.

    The term of the stage begins anew (law 14-VIII, art. 21). Raises `InvalidValue("exams.no-paper")`,
    `Refused("exams.nothing-planned")`, and as `plan_sitting` and `advance`.
    """
    permit(TABLE, "postpone", actor, timezone.localdate(at), at=case.organisation)
    if not paper.strip():
        raise InvalidValue("exams.no-paper")
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="postpone", revision=revision, sent=(paper, begins_at, place)):
            return found
        stage_is(found, *PART_OF)
        exam, part = exam_under_lock(found), PART_OF[found.stage]
        missed = planned_sitting(exam, part)
        if missed is None:
            raise Refused("exams.nothing-planned")
        missed.state, missed.absence, missed.absence_paper = "missed", INCAPACITY, paper.strip()
        missed.recorded_by, missed.recorded_at = actor, at
        missed.save()
        planned = place_sitting(
            exam, part, actor=actor, at=at, begins_at=begins_at, place=place, online=online, minutes=minutes
        )
        moved = take(found, actor=actor, at=at, step="postpone")
        carry_out(found, moved, actor=actor, at=at)
        announce(found, moved, at=at)
        invite(found, planned, at=at)
        return found
