"""Say that a question is not for oneself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.audit.actions.record import record
from tanym.apps.portfolio.models import Question
from tanym.apps.portfolio.queries import by_digest
from tanym.core.kernel.errors import NotFound


def decline(*, at: datetime, kept: str) -> None:
    """The link ends, the address and the name are erased, nothing more is sent. Raises `NotFound("question.unknown")`."""
    with transaction.atomic():
        found = by_digest(kept, at)
        row = Question.objects.select_for_update(of=("self",), no_key=True).get(pk=found.pk)
        if not row.open_to_answer(at):
            raise NotFound("question.unknown")
        row.declined_at, row.digest, row.email = at, "", ""
        row.save(update_fields=["declined_at", "digest", "email"])
        record(actor=None, at=at, action="portfolio.decline", subject=row.subject)
