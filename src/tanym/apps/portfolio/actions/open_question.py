"""Open a question, with its link in hand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.audit.actions.record import record
from tanym.apps.portfolio.models import Question
from tanym.apps.portfolio.queries import by_digest


def open_question(*, at: datetime, kept: str) -> Question:
    """The question of the digest of a secret; that it was opened, and when, is kept once.

    Programs that read mail open links too, so this is asked by a button. Raises `NotFound("question.unknown")`.
    """
    with transaction.atomic():
        found = by_digest(kept, at)
        row = Question.objects.select_for_update(of=("self",), no_key=True).get(pk=found.pk)
        if row.opened_at is None:
            row.opened_at = at
            row.save(update_fields=["opened_at"])
            record(actor=None, at=at, action="portfolio.open_question", subject=row.subject)
        return by_digest(kept, at)
