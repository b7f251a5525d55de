"""Set day and place of a part of the exam."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day
from tanym.apps.exams.conducting import exam_under_lock, note, stage_is
from tanym.apps.exams.models import Examination, Sitting
from tanym.apps.exams.notices import tell_candidate
from tanym.apps.exams.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.proceedings import locked, repeated, touch
from tanym.core.kernel.errors import InvalidValue

PART_OF = {"theory": "theory", "practice": "practice", "personal": "practice"}
"""Stage → the part that is sat in it; personal competences are assessed with the practice."""


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


def place_sitting(
    exam: Examination,
    part: str,
    *,
    actor: Person,
    at: datetime,
    begins_at: datetime,
    place: str,
    online: bool,
) -> Sitting:
    """Write the sitting; one that was planned before is marked as moved."""
    if not place.strip():
        raise InvalidValue("exams.sitting-place")
    if begins_at <= at:
        raise InvalidValue("exams.sitting-past")
    exam.sittings.filter(part=part, state="planned").update(state="moved", recorded_by=actor, recorded_at=at)
    return Sitting.objects.create(
        examination=exam,
        part=part,
        begins_at=begins_at,
        place=place.strip(),
        online=online,
        planned_by=actor,
        planned_at=at,
    )


def invite(case: Any, sitting: Sitting, *, at: datetime) -> None:
    """Tell the candidate when and where, in their own language."""
    begins = timezone.localtime(sitting.begins_at)
    on = day(begins.date(), case.claimant.language)
    tell_candidate(
        case, at=at, code=f"exams.invited-{sitting.part}", on=on, time=f"{begins:%H:%M}", place=sitting.place
    )
