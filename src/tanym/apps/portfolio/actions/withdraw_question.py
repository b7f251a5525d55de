"""Withdraw a question."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.portfolio.following import may_follow
from tanym.apps.portfolio.models import Question
from tanym.core.kernel.errors import NotPermitted, Refused


def withdraw_question(*, actor: Person, at: datetime, question: Question) -> Question:
    """Its link leads nowhere any more, and the address is erased. Withdrawn already: nothing happens.

    Raises `Refused("question.answered")`: what was answered stays.
    """
    if not may_follow(question, actor, timezone.localdate(at)):
        raise NotPermitted("not-permitted", action="withdraw_question")
    with transaction.atomic():
        row = Question.objects.select_for_update(of=("self",), no_key=True).get(pk=question.pk)
        if row.answered_at is not None:
            raise Refused("question.answered")
        if row.withdrawn_at is None and row.declined_at is None:
            row.withdrawn_at, row.digest, row.email = at, "", ""
            row.save(update_fields=["withdrawn_at", "digest", "email"])
            record(actor=actor, at=at, action="portfolio.withdraw_question", subject=row.subject)
        return row
