"""Enter what was said at a meeting, from its minutes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.consultation.models import Contribution, Meeting, Paragraph
from tanym.apps.consultation.permissions import require
from tanym.apps.consultation.proceeding import fields_of, following, locked, made_before, note
from tanym.core.consultation.contribution import Said
from tanym.core.kernel.errors import InvalidValue, Refused


def record_contribution(
    *,
    actor: Person,
    at: datetime,
    meeting: Meeting,
    paragraph: Paragraph | None,
    said: Said,
    said_by: str,
    language: str,
    once: UUID,
) -> Contribution:
    """Keep what a speaker said as a contribution of its own, to be answered like every other one.

    Raises `NotPermitted`, `Refused("consultation.meeting-to-come" | "consultation.closed")`,
    `InvalidValue("consultation.speaker")`.
    """
    require("record_contribution", actor, timezone.localdate(at), meeting.consultation)
    with transaction.atomic():
        of = locked(meeting.consultation, at)
        before = made_before(Contribution.objects, once, author=actor, meeting_id=meeting.pk)
        if before is not None:
            return before  # type: ignore[no-any-return]
        if meeting.starts_at > at:
            raise Refused("consultation.meeting-to-come")
        speaker = said_by.strip()
        if not speaker or len(speaker) > 200:
            raise InvalidValue("consultation.speaker")
        made = Contribution.objects.create(
            once=once,
            consultation=of,
            number=following(of.contributions),
            paragraph=paragraph,
            meeting=meeting,
            author=actor,
            said_by=speaker,
            **fields_of(said),
            language=language,
            at=at,
            state=Contribution.State.PUBLISHED,
        )
        note(of, actor=actor, at=at, verb="record_contribution", subject=f"contribution:{made.public_id}")
        return made
