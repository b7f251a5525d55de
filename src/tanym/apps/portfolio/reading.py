"""What was asked about an item, as pages show it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tanym.apps.portfolio import asking
from tanym.apps.portfolio.models import Question


def shown(question: Question, now: datetime) -> dict[str, Any]:
    """A question with its answers, for `portfolio/_question.html`."""
    return {
        "question": question,
        "standing": question.standing(now),
        "open": question.open_to_answer(now),
        "domain_code": f"question-domain.{asking.domain_fact(question)}",
        "answers": [
            (f"question.ask.{question.to}.{code}", one["answer"], one["words"])
            for code, one in question.answers.items()
        ],
        "changed": bool(question.answered_at) and asking.changed_since(question),
    }
