"""Publish the minutes of a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.consultation.models import Meeting
from tanym.apps.consultation.permissions import require
from tanym.apps.consultation.proceeding import current, lines, locked, note
from tanym.core.consultation.stakeholders import Category
from tanym.core.kernel.errors import InvalidValue, Refused


def record_minutes(
    *,
    actor: Person,
    at: datetime,
    meeting: Meeting,
    minutes: str,
    attendance: Mapping[str, int],
    revision: int,
) -> Meeting:
    """Write what was said and how many came, by category; everybody reads it.

    Raises `NotPermitted`, `Refused("consultation.meeting-to-come" | "consultation.closed" | "changed-meanwhile")`,
    `InvalidValue("consultation.minutes-empty")`.
    """
    require("record_minutes", actor, timezone.localdate(at), meeting.consultation)
    with transaction.atomic():
        of = locked(meeting.consultation, at)
        found: Meeting = current(meeting, revision)
        if found.starts_at > at:
            raise Refused("consultation.meeting-to-come")
        if not minutes.strip():
            raise InvalidValue("consultation.minutes-empty")
        found.minutes, found.minutes_at = lines(minutes), at
        found.attendance = {str(one): count for one in Category if (count := attendance.get(one, 0)) > 0}
        found.revision += 1
        found.save()
        note(of, actor=actor, at=at, verb="record_minutes", subject=f"meeting:{found.public_id}")
        return found
