"""What would fill a gap: for each outcome that is missing, the offers whose outcomes are most like it. Advice only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tanym.core.matching.likeness import ALIKE, outcome_likeness
from tanym.core.qualifications.design import LearningOutcome, Text


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be studied: a published micro-qualification, or a discipline. `ref` names it."""

    ref: str
    titles: Text
    outcomes: tuple[LearningOutcome, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """An offer that leads to a missing outcome, by which of its outcomes, and how like that is (0 to 100)."""

    ref: str
    outcome: str
    likeness: int


@dataclass(frozen=True, slots=True)
class Lack:
    """A missing outcome with the ways that lead there, the most alike first; none where nothing is on offer."""

    outcome: str
    ways: tuple[Way, ...]


def complement(
    missing: Iterable[LearningOutcome], offers: Sequence[Offer], *, apart_from: str = "", most: int = 3
) -> tuple[Lack, ...]:
    """For each missing outcome the offers that hold one like it; `apart_from` is the target itself.

    Likeness is lexical (`core.matching.likeness`), so a person reads and corrects the plan before it is given.
    """
    return tuple(
        Lack(outcome.id, _ways(outcome, [one for one in offers if one.ref != apart_from], most))
        for outcome in missing
    )


def _ways(outcome: LearningOutcome, offers: Sequence[Offer], most: int) -> tuple[Way, ...]:
    found = [way for offer in offers if (way := _best(outcome, offer)) is not None]
    found.sort(key=lambda one: (-one.likeness, one.ref))
    return tuple(found[:most])


def _best(outcome: LearningOutcome, offer: Offer) -> Way | None:
    ways = [
        Way(offer.ref, one.id, alike)
        for one in offer.outcomes
        if (alike := outcome_likeness(outcome.text, one.text)) is not None and alike >= ALIKE
    ]
    return max(ways, key=lambda one: one.likeness, default=None)
