"""What was asked about an item, as pages show it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tanym.apps.accounts.words import codes_under, day, say
from tanym.apps.portfolio import asking, notices
from tanym.apps.portfolio.models import Question
from tanym.core.kernel.localized import choose


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


def asked(question: Question) -> dict[str, Any]:
    """A question as whoever is asked reads it, in its own language: who asks, about whom, what the evidence said then."""
    language, said = question.language, dict(question.said)
    return {
        "words": words_of_the_page(language, who=notices.asker(question, language)),
        "language": language,
        "owner": question.item.owner.name(language),
        "said": said
        | {
            "title": choose(said["titles"], language)[0],
            "provider": choose(said["providers"], language)[0],
            "dated": day(date.fromisoformat(said["dated"]), language) if said["dated"] else "",
        },
        "kind": say(f"recognition.kind.{said['kind']}", language),
    }


def words_of_the_page(language: str, **details: object) -> dict[str, str]:
    """The words of the pages on which somebody answers."""
    return {
        code.replace("-", "_"): say(f"question.page.{code}", language, **details)
        for code in codes_under("question.page")
    }
