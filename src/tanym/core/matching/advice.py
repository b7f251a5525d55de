"""Where a piece of evidence speaks of an outcome: a passage to look at, with a score; a person judges.

Order 152 and the Law on professional qualifications leave recognition to people, so nothing here decides anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from tanym.core.kernel.localized import choose
from tanym.core.matching.stems import language_of, stems
from tanym.core.qualifications.design import LearningOutcome

_SENTENCE = re.compile(r"(?<=[.!?…;])\s+|\s*\n\s*")
IN_ONE_PASSAGE = Fraction(6, 10)
ANYWHERE = 1 - IN_ONE_PASSAGE


@dataclass(frozen=True, slots=True)
class Advice:
    """Advice only: how far the words of an outcome (0 to 100) stand in the evidence, and in which passage most of them.

    `language` is the language that was compared; None, with a score of 0, where the outcome has no text in it.
    """

    outcome: str
    score: int
    passage: str
    language: str | None


class Advisor(Protocol):
    """What finds where evidence speaks of outcomes: the plain one below, or a better engine in its place."""

    def __call__(self, evidence: str, outcomes: Iterable[LearningOutcome], /) -> tuple[Advice, ...]:
        """For each outcome, in its order, the passage of the evidence that speaks of it most."""
        ...


def advise(evidence: str, outcomes: Iterable[LearningOutcome]) -> tuple[Advice, ...]:
    """For each outcome, in its order, the passage of the evidence that holds most of its words.

    Evidence in another language than the outcome's gives no advice: a score of 0 without a language means "not compared".
    """
    language = language_of(evidence)
    passages = [passage.strip() for passage in _SENTENCE.split(evidence) if passage.strip()]
    return tuple(_advice(outcome, evidence, passages, language) for outcome in outcomes)


def _advice(outcome: LearningOutcome, evidence: str, passages: list[str], language: str) -> Advice:
    text, spoken = choose(outcome.text, language)
    asked = stems(text, language) if spoken == language else frozenset()
    if not asked or not passages:
        return Advice(outcome.id, 0, "", None)
    shares = [Fraction(len(asked & stems(passage, language)), len(asked)) for passage in passages]
    best = max(range(len(passages)), key=lambda i: shares[i])
    anywhere = Fraction(len(asked & stems(evidence, language)), len(asked))
    score = IN_ONE_PASSAGE * shares[best] + ANYWHERE * anywhere
    return Advice(
        outcome.id, int(score * 100 + Fraction(1, 2)), passages[best] if shares[best] else "", language
    )
