"""Sittings as more than one act plans them, and the invitation to one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day
from tanym.apps.exams.models import Examination, Sitting
from tanym.apps.exams.notices import tell_candidate
from tanym.core.kernel.errors import InvalidValue

PART_OF = {"theory": "theory", "practice": "practice", "personal": "practice"}
"""Stage → the part that is sat in it; personal competences are assessed with the practice."""


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
