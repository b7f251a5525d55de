"""Form a small group of a seminar."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.consultation.models import Group, Meeting, Paragraph
from tanym.apps.consultation.notices import seminar_address, tell_recorder
from tanym.apps.consultation.permissions import require
from tanym.apps.consultation.proceeding import following, locked, made_before, note
from tanym.core.kernel.errors import InvalidValue, Refused


def form_group(
    *,
    actor: Person,
    at: datetime,
    meeting: Meeting,
    title: str,
    recorder: Person,
    paragraphs: Collection[Paragraph],
    once: UUID,
) -> Group:
    """Give a group its paragraphs and somebody who writes down what it proposes.

    Raises `NotPermitted`, `Refused("consultation.no-seminar" | "consultation.closed")`,
    `InvalidValue("consultation.group-without-text" | "consultation.title-empty")`.
    """
    require("form_group", actor, timezone.localdate(at), meeting.consultation)
    with transaction.atomic():
        of = locked(meeting.consultation, at)
        if (before := made_before(Group.objects, once, meeting_id=meeting.pk)) is not None:
            return before  # type: ignore[no-any-return]
        if meeting.kind != Meeting.Kind.SEMINAR:
            raise Refused("consultation.no-seminar")
        if not title.strip():
            raise InvalidValue("consultation.title-empty")
        if not paragraphs or any(one.consultation_id != of.pk for one in paragraphs):
            raise InvalidValue("consultation.group-without-text")
        made = Group.objects.create(
            once=once,
            meeting=meeting,
            number=following(meeting.groups),
            title=title.strip(),
            recorder=recorder,
        )
        made.paragraphs.set(paragraphs)
        note(of, actor=actor, at=at, verb="form_group", subject=f"group:{made.public_id}")
        if recorder.pk != actor.pk:
            tell_recorder(recorder, of, at=at, address=seminar_address(meeting.public_id))
        return made
