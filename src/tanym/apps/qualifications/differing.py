"""The difference between two versions in the reader's words, sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from tanym.apps.accounts.templatetags.words import academic_hours, credits, plain
from tanym.apps.accounts.words import day
from tanym.apps.qualifications.queries import body_words
from tanym.apps.qualifications.templatetags.design_words import money
from tanym.apps.qualifications.words import word
from tanym.core.qualifications.design import Design
from tanym.core.qualifications.difference import Change, Kind, Words, difference, marked
from tanym.rulepacks.words import core_words

CODES: Mapping[str, str] = {
    "sector": "sector",
    "languages": "language",
    "outcomes.kind": "kind",
    "level.basis": "basis",
    "level.eqf_status": "eqf-status",
    "assessments.type": "assessment",
    "assessments.supervision": "supervision",
    "participation": "participation",
    "quality.kind": "quality",
    "need.type": "need",
    "need.evidence.kind": "evidence",
    "stacking.option": "stacking",
}
"""Members that hold a code, with the kind of its words."""

CREDITS, MINUTES = frozenset({"credits", "ects"}), frozenset({"workload", "volume"})
BODIES = frozenset({"bodies.delivering", "bodies.assessing", "bodies.awarding", "quality.body"})
TEXTS = ("text", "title")


@dataclass(frozen=True, slots=True)
class Row:
    """One change: the sentence that names it, both sides, and of texts the words that were taken away or put in."""

    kind: Kind
    what: str
    sentence: str
    before: str
    after: str
    language: str = ""
    words: tuple[Words, ...] = ()


def rows(before: Design, after: Design) -> list[Row]:
    """Every change but to the author's own list of changes, which the page shows apart; in the order of the document."""
    language, names = get_language() or "kk", body_words(get_language() or "kk")
    return [
        _row(change, language, names) for change in difference(before, after) if change.place != "changes"
    ]


def _row(change: Change, language: str, names: Callable[[str], str]) -> Row:
    what = _what(change, language)
    moved = change.kind is Kind.MOVED
    before = "" if moved else _shown(change, change.before, language, names)
    after = "" if moved else _shown(change, change.after, language, names)
    sentence = core_words().say(
        f"design-difference.{change.kind}", language, what=what, before=before, after=after
    )
    is_text = change.kind is Kind.REWORDED or (change.kind is Kind.CHANGED and len(before) + len(after) > 80)
    return Row(
        kind=Kind.REWORDED if is_text else change.kind,
        what=what,
        sentence=core_words().say("design-difference.reworded", language, what=what) if is_text else sentence,
        before=before,
        after=after,
        language=change.language,
        words=marked(before, after) if is_text else (),
    )


def _what(change: Change, language: str) -> str:
    """What changed: "Learning outcome 2: wording of the outcome (Kazakh)"."""
    say = core_words().say
    parts = [
        say(
            "design-difference.numbered",
            language,
            what=say(f"design-member.{place}", language),
            number=number,
        )
        for place, number in change.numbers
    ]
    if not change.numbers or change.numbers[-1][0] != change.place:
        parts.append(say(f"design-member.{change.place}", language))
    if change.key:
        parts.append(word("work", change.key, language))
    name = ": ".join(parts)
    return f"{name} ({word('language', change.language, language)})" if change.language else name


def _shown(change: Change, value: Any, language: str, names: Callable[[str], str]) -> str:
    if value is None:
        return ""
    if is_dataclass(value):
        found = (getattr(value, name, None) for name in TEXTS)
        texts = next((one for one in found if isinstance(one, Mapping)), None)
        return plain(texts) if texts else str(getattr(value, "outcome", getattr(value, "fact", "")))
    if change.place in CODES:
        return word(CODES[change.place], str(value), language)
    if change.place in CREDITS:
        return credits(value)
    if change.place in MINUTES:
        return core_words().say("design-difference.hours", language, number=academic_hours(value))
    if change.place in BODIES:
        return names(str(value))
    if change.place == "offer.cost":
        return money(value)
    if isinstance(value, bool):
        return core_words().say("design-difference.yes" if value else "design-difference.no", language)
    return day(value, language) if isinstance(value, date) else str(value)
