"""What can be asked about an item and how it can be answered: codes, whose sentences stand in the catalogues of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Any

from tanym.apps.accounts.words import codes_under
from tanym.apps.portfolio.models import Item, Question
from tanym.core.kernel.errors import InvalidValue

LANGUAGES = ("kk", "ru", "en", "it")
"""Languages in which a question can be put. A sentence that nobody has written in Italian is read in English."""
MOST_QUESTIONS = 8
SHORTEST, LONGEST = timedelta(hours=12), timedelta(days=180)
"""How long a link may work."""
USUAL = timedelta(days=21)

MOST_OPEN_OF_AN_ITEM = 8
MOST_A_DAY = 25
MOST_TO_AN_ADDRESS, ADDRESS_WINDOW = 6, timedelta(days=7)
"""Limits, so that nobody is flooded by way of the platform: by item, by who asks, by the address that is written to."""
MOST_REMINDERS, NOT_REMINDED_WITHIN = 2, timedelta(days=2)

PUBLIC_MAIL = frozenset({
    "gmail.com", "mail.ru", "bk.ru", "list.ru", "inbox.ru", "internet.ru", "yandex.ru", "yandex.kz",
    "ya.ru", "rambler.ru", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "me.com",
    "proton.me", "protonmail.com", "gmx.com", "gmx.de", "web.de", "libero.it", "virgilio.it", "tiscali.it",
    "mail.kz",
})  # fmt: skip
"""Domains under which anybody gets an address: that an answer came from there says nothing of an organisation."""


class Answer(StrEnum):
    """The answer to one question."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


def codes(to: str) -> list[str]:
    """The questions that can be put to a witness or an issuer, in their order."""
    return codes_under(f"question.ask.{to}")


def usual(to: str, item: Item) -> list[str]:
    """The questions that are put where nobody chooses; of joint work also the own part (VL-07)."""
    return [code for code in codes(to) if code != "own-share" or item.joint]


def chosen(to: str, questions: Sequence[str], item: Item) -> list[str]:
    """The questions in their order, each once; none chosen: the usual ones.

    Raises `InvalidValue("question.unknown-code")`, `InvalidValue("question.too-many")`.
    """
    if to not in {*Question.To}:
        raise InvalidValue("question.unknown-code", question=str(to)[:40])
    known, asked = codes(to), list(dict.fromkeys(questions)) or usual(to, item)
    unknown = [one for one in asked if one not in known]
    if unknown:
        raise InvalidValue("question.unknown-code", question=unknown[0][:40])
    if len(asked) > MOST_QUESTIONS:
        raise InvalidValue("question.too-many", most=MOST_QUESTIONS)
    return asked


def said_of(item: Item) -> dict[str, Any]:
    """What the item says when it is asked about; whoever answers reads this, and the page shows where it changed since."""
    return {
        "kind": item.kind,
        "titles": item.titles,
        "providers": item.providers,
        "dated": item.dated.isoformat() if item.dated else "",
        "minutes": item.minutes,
        "text": item.text,
        "joint": item.joint,
        "own_share": item.own_share,
    }


def changed_since(question: Question) -> bool:
    """Whether the item says something else now than when it was asked about."""
    return said_of(question.item) != dict(question.said)


def domain_fact(question: Question) -> str:
    """What is known of the address that the link was sent to: public-mail, or own-domain. A fact, and no proof."""
    return "public-mail" if question.domain in PUBLIC_MAIL else "own-domain"


def read_answers(question: Question, given: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """The answers as they are kept.

    Raises `InvalidValue("question.unanswered")` for a question without one of the four answers.
    """
    read = {}
    for code in question.questions:
        one = given.get(code, {})
        answer, words = one.get("answer", ""), one.get("words", "").replace("\0", "").strip()
        if answer not in {*Answer}:
            raise InvalidValue("question.unanswered", question=code)
        read[code] = {"answer": answer, "words": words[:2000]}
    return read
