"""Plan a meeting with the claimant."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.meetings import WHAT, arranging, invite, place_meeting
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.proceedings import locked, note, repeated, touch
from tanym.core.kernel.errors import InvalidValue


def plan_meeting(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    what: str,
    begins_at: datetime,
    place: str,
    online: bool = False,
    minutes: int = 60,
) -> RecognitionCase:
    """The interview or the assessment takes place then and there, or at an address; the claimant is told. One set before moves.

    Raises `InvalidValue` (`recognition.meeting-what`, and as `place_meeting`), and as `arranging`.
    """
    permit(TABLE, "plan_meeting", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        sent = (what, begins_at, place, online, minutes)
        if repeated(found, actor=actor, act="plan-meeting", revision=revision, sent=sent):
            return found
        arranging(found, actor, at)
        if what not in WHAT:
            raise InvalidValue("recognition.meeting-what")
        planned = place_meeting(
            found, what, actor=actor, at=at, begins_at=begins_at, place=place, online=online, minutes=minutes
        )
        touch(found, actor=actor, act="plan-meeting")
        note(found, actor=actor, at=at, verb="plan_meeting", details={"what": what})
        invite(found, planned, at=at)
        return found
