"""Remind of what waits, and forget addresses whose time is over."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.portfolio.actions.remind import remind
from tanym.apps.portfolio.models import Question
from tanym.apps.portfolio.queries import not_rehearsed
from tanym.core.kernel.errors import Refused


def follow_up(*, at: datetime) -> tuple[int, int]:
    """How many were reminded and how many addresses were erased; run again, it sends nothing twice.

    One reminder, once half of the time is over; who asks can send another. Nobody is reminded of a rehearsal.
    """
    over = Question.objects.filter(until__lte=at).exclude(email="")
    erased = over.update(email="", digest="")
    waiting = (
        not_rehearsed()
        .filter(until__gt=at, answered_at=None, declined_at=None, withdrawn_at=None, reminders=0)
        .exclude(digest="")
    )
    reminded = 0
    for question in waiting:
        if at < question.asked_at + (question.until - question.asked_at) / 2:
            continue
        try:
            remind(actor=None, at=at, question=question)
        except Refused:
            continue
        reminded += 1
    return reminded, erased
