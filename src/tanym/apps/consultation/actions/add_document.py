"""Add a document to a meeting."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.consultation.models import Meeting, MeetingDocument
from tanym.apps.consultation.permissions import require
from tanym.apps.consultation.proceeding import locked, note
from tanym.apps.files.actions.store import store
from tanym.core.kernel.errors import InvalidValue


def add_document(
    *, actor: Person, at: datetime, meeting: Meeting, title: str, upload: UploadedFile
) -> MeetingDocument:
    """Publish a file with a meeting; the same file under the same title is there once.

    Raises `NotPermitted`, `Refused("consultation.closed")`, `InvalidValue("consultation.title-empty")` and as `store`.
    """
    require("add_document", actor, timezone.localdate(at), meeting.consultation)
    with transaction.atomic():
        of = locked(meeting.consultation, at)
        if not title.strip():
            raise InvalidValue("consultation.title-empty")
        stored = store(actor=actor, at=at, upload=upload)
        before = meeting.documents.filter(title=title.strip(), file__digest=stored.digest).first()
        if before is not None:
            stored.delete()
            return before
        made = MeetingDocument.objects.create(meeting=meeting, title=title.strip(), file=stored)
        note(of, actor=actor, at=at, verb="add_document", subject=f"meeting:{meeting.public_id}")
        return made
