"""Note something beside a paragraph."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.consultation.models import Note, Paragraph, SideBySide
from tanym.apps.consultation.permissions import require
from tanym.apps.consultation.proceeding import lines, locked, made_before, note
from tanym.core.consultation.contribution import LONGEST_REASON
from tanym.core.kernel.errors import InvalidValue


def note_beside(*, actor: Person, at: datetime, paragraph: Paragraph, text: str, once: UUID) -> Note:
    """Keep a note of one side for the other, and for everybody who reads.

    Raises `NotPermitted`, `Refused("consultation.closed")`, `InvalidValue("consultation.text-empty")`.
    """
    require("note_beside", actor, timezone.localdate(at), paragraph.consultation)
    with transaction.atomic():
        of = locked(paragraph.consultation, at)
        if (before := made_before(Note.objects, once, by=actor)) is not None:
            return before  # type: ignore[no-any-return]
        if not text.strip():
            raise InvalidValue("consultation.text-empty")
        if len(text) > LONGEST_REASON:
            raise InvalidValue("consultation.text-too-long", most=LONGEST_REASON, given=len(text))
        beside, _ = SideBySide.objects.get_or_create(consultation=of, paragraph=paragraph)
        made = Note.objects.create(once=once, beside=beside, text=lines(text), by=actor, at=at)
        note(of, actor=actor, at=at, verb="note_beside", details={"paragraph": paragraph.key})
        return made
