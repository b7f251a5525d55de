"""Take a document out of a draft."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accreditation.handling import locked, note, permit_applicant, repeated, touch
from tanym.apps.accreditation.models import Application, Paper
from tanym.apps.accreditation.permissions import AT_APPLICANT
from tanym.core.kernel.errors import Refused


def remove_paper(
    *, actor: Person, at: datetime, application: Application, paper: Paper, revision: int | None = None
) -> Application:
    """Take it out; what was sent stays. Raises `NotPermitted`, `Refused("accreditation.paper-was-sent" | "changed-meanwhile")`."""
    permit_applicant(AT_APPLICANT, "remove_paper", application, actor, timezone.localdate(at))
    with transaction.atomic():
        kept = locked(application)
        if repeated(kept, actor=actor, act="remove-paper", revision=revision, sent=str(paper.public_id)):
            return kept
        if kept.submitted_at is not None and (kept.asked_at is None or paper.at <= kept.asked_at):
            raise Refused("accreditation.paper-was-sent")
        kept.papers.filter(pk=paper.pk).delete()
        touch(kept, actor=actor, act="remove-paper")
        note(kept, actor=actor, at=at, verb="remove_paper", details={"document": paper.document})
        return kept
