"""Add a document to an application."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accreditation.handling import (
    locked,
    note,
    of,
    permit_applicant,
    repeated,
    touch,
    with_applicant,
)
from tanym.apps.accreditation.models import Application, Paper
from tanym.apps.accreditation.permissions import AT_APPLICANT
from tanym.apps.files.actions.store import store
from tanym.core.kernel.errors import InvalidValue, Refused


def add_paper(
    *,
    actor: Person,
    at: datetime,
    application: Application,
    document: str,
    upload: UploadedFile,
    revision: int | None = None,
) -> Paper:
    """Keep a file as a document of the procedure; a newer one stands beside the older.

    Raises `NotPermitted`, `InvalidValue("accreditation.no-such-paper" | "upload.kind" | "upload.too-large" | …)` (a program
    in disguise is refused by its content), `Refused("accreditation.not-with-you" | "changed-meanwhile")`.
    """
    permit_applicant(AT_APPLICANT, "add_paper", application, actor, timezone.localdate(at))
    with transaction.atomic():
        kept = locked(application)
        if document not in of(kept).procedure.documents:
            raise InvalidValue("accreditation.no-such-paper", name=document[:40])
        sent = (document, upload.name, upload.size)
        if repeated(kept, actor=actor, act="add-paper", revision=revision, sent=sent):
            return kept.papers.filter(document=document).latest("at")
        if not with_applicant(kept):
            raise Refused("accreditation.not-with-you")
        made = Paper.objects.create(
            application=kept,
            document=document,
            file=store(actor=actor, at=at, upload=upload),
            by=actor,
            at=at,
        )
        touch(kept, actor=actor, act="add-paper")
        note(kept, actor=actor, at=at, verb="add_paper", details={"document": document})
        return made
