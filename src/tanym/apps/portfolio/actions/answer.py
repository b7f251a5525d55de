"""Answer a question, with its link in hand."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tanym.apps.audit.actions.record import record
from tanym.apps.portfolio import notices
from tanym.apps.portfolio.asking import read_answers
from tanym.apps.portfolio.models import Question
from tanym.apps.portfolio.queries import by_digest
from tanym.core.kernel.errors import InvalidValue, NotFound


def answer(
    *, at: datetime, kept: str, answers: Mapping[str, Mapping[str, str]], name: str, role: str
) -> Question:
    """Keep the answers with name and role; the link leads nowhere any more, and the address is erased.

    `kept` is the digest of the secret, `answers` gives for each code {"answer": …, "words": …}. Raises
    `NotFound("question.unknown")` (answered, withdrawn, over), `InvalidValue` (`question.unanswered`, `question.no-name`,
    `question.no-role`).
    """
    name, role = _line(name), _line(role)
    if not name:
        raise InvalidValue("question.no-name")
    if not role:
        raise InvalidValue("question.no-role")
    with transaction.atomic():
        found = by_digest(kept, at)
        row = (
            Question.objects.select_for_update(of=("self",), no_key=True)
            .select_related("item__owner", "asked_by", "organisation")
            .get(pk=found.pk)
        )
        if not row.open_to_answer(at):  # answered or withdrawn while this one waited for its turn
            raise NotFound("question.unknown")
        row.answers = read_answers(row, answers)
        row.answered_at, row.answered_name, row.answered_role = at, name, role
        row.opened_at = row.opened_at or at
        row.digest = row.email = ""
        row.save()
        record(
            actor=None,
            at=at,
            action="portfolio.answer",
            subject=row.subject,
            details={code: one["answer"] for code, one in row.answers.items()},
        )
        notices.answered(row, at)
        return row


def _line(given: str) -> str:
    seen = "".join(one for one in given if one.isspace() or unicodedata.category(one)[0] != "C")
    return " ".join(seen.split())[:200]
