"""Remind somebody of a question that they have not answered."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.portfolio import asking, notices
from tanym.apps.portfolio.following import may_follow
from tanym.apps.portfolio.models import Question
from tanym.core.kernel.errors import NotPermitted, Refused


def remind(*, actor: Person | None, at: datetime, question: Question) -> Question:
    """The same link once more; twice at most, and not within two days of the last mail. `actor` None: the platform itself.

    Raises `Refused("question.over")`, `Refused("question.reminded")`.
    """
    if actor is not None and not may_follow(question, actor, timezone.localdate(at)):
        raise NotPermitted("not-permitted", action="remind")
    with transaction.atomic():
        row = Question.objects.select_for_update(of=("self",), no_key=True).get(pk=question.pk)
        if not row.open_to_answer(at):
            raise Refused("question.over")
        last = row.reminded_at or row.asked_at
        if row.reminders >= asking.MOST_REMINDERS or at - last < asking.NOT_REMINDED_WITHIN:
            raise Refused("question.reminded")
        row.reminded_at, row.reminders = at, row.reminders + 1
        row.save(update_fields=["reminded_at", "reminders"])
        record(actor=actor, at=at, action="portfolio.remind", subject=row.subject)
        notices.asked(row, at, again=True)
        return row
