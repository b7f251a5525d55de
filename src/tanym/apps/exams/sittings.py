"""Sittings of an exam: meetings of its case, one part at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from tanym.apps.accounts.models import Person
from tanym.apps.exams.models import Examination
from tanym.apps.recognition.meetings import place_meeting
from tanym.apps.recognition.models import Meeting

PART_OF = {"theory": "theory", "practice": "practice", "personal": "practice"}
"""Stage → the part that is sat in it; personal competences are assessed with the practice."""


def sittings_of(exam: Examination | None) -> QuerySet[Meeting]:
    """The sittings of just this attempt, in order of time."""
    if exam is None:
        return Meeting.objects.none()
    return Meeting.objects.filter(
        case=exam.case_id, attempt=exam.attempt, what__in=("theory", "practice")
    ).select_related("case")


def held_sitting(exam: Examination | None, part: str) -> Meeting | None:
    """The sitting at which a part was taken."""
    return sittings_of(exam).filter(what=part, state="held").last()


def planned_sitting(exam: Examination | None, part: str) -> Meeting | None:
    """The sitting that is planned for a part."""
    return sittings_of(exam).filter(what=part, state="planned").last()


def place_sitting(
    exam: Examination, part: str, *, actor: Person, at: datetime, begins_at: datetime, place: str, **more: Any
) -> Meeting:
    """Write the sitting; one that was planned before is marked as moved. Raises as `place_meeting`."""
    return place_meeting(
        exam.case, part, actor=actor, at=at, begins_at=begins_at, place=place, attempt=exam.attempt, **more
    )
