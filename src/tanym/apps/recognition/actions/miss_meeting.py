"""Record that a meeting did not take place."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.meetings import ABSENCES, arranging, still_planned, tell
from tanym.apps.recognition.models import Meeting, RecognitionCase
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.proceedings import locked, note, repeated, touch
from tanym.core.kernel.errors import InvalidValue, Refused

OFF = "off"
WHY = (*ABSENCES, OFF)
"""The claimant did not come without a word, or for a reason that was said; or the meeting was called off."""


def miss_meeting(
    *, actor: Person, at: datetime, meeting: Meeting, revision: int | None, why: str, words: str = ""
) -> RecognitionCase:
    """It was not held: the claimant did not come, or it is called off; another time is set by planning it anew.

    Nobody is said to have missed what has not begun. Nothing follows from it by itself; terms run on. Raises
    `InvalidValue("recognition.meeting-why")`, `Refused` (`recognition.meeting-over`, `recognition.meeting-later`), and as
    `arranging`.
    """
    permit(TABLE, "miss_meeting", actor, timezone.localdate(at), at=meeting.case.organisation)
    with transaction.atomic():
        found: RecognitionCase = locked(meeting.case)
        sent = (meeting.pk, why, words)
        if repeated(found, actor=actor, act="miss-meeting", revision=revision, sent=sent):
            return found
        arranging(found, actor, at)
        planned = still_planned(found, meeting)
        if why not in WHY or (why != "none" and not words.strip()):
            raise InvalidValue("recognition.meeting-why")
        if why != OFF and planned.begins_at > at:
            raise Refused("recognition.meeting-later", on=timezone.localdate(planned.begins_at).isoformat())
        planned.state, planned.absence = (OFF, "") if why == OFF else ("missed", why)
        planned.absence_paper, planned.recorded_by, planned.recorded_at = words.strip(), actor, at
        planned.save()
        touch(found, actor=actor, act="miss-meeting")
        note(found, actor=actor, at=at, verb="miss_meeting", details={"what": planned.what, "why": why})
        tell(found, planned, f"recognition.meeting-{planned.state}", at=at)
        return found
