"""Record that a meeting was held, and how the claimant was identified."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.meetings import arranging, identify, still_planned
from tanym.apps.recognition.models import Meeting, RecognitionCase
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.proceedings import locked, note, repeated, touch


def hold_meeting(
    *,
    actor: Person,
    at: datetime,
    meeting: Meeting,
    revision: int | None,
    identity: str,
    words: str = "",
) -> RecognitionCase:
    """The claimant came and was identified (AS-06): the way is kept and by whom, no number and no copy.

    Raises `Refused("recognition.meeting-over")`, and as `identify` and `arranging`.
    """
    permit(TABLE, "hold_meeting", actor, timezone.localdate(at), at=meeting.case.organisation)
    with transaction.atomic():
        found: RecognitionCase = locked(meeting.case)
        sent = (meeting.pk, identity, words)
        if repeated(found, actor=actor, act="hold-meeting", revision=revision, sent=sent):
            return found
        arranging(found, actor, at)
        planned = still_planned(found, meeting)
        identify(planned, actor=actor, at=at, identity=identity, words=words)
        touch(found, actor=actor, act="hold-meeting")
        details = {"what": planned.what, "identity": identity}
        note(found, actor=actor, at=at, verb="hold_meeting", details=details)
        return found
