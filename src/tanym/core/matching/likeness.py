"""How alike two designs or two outcomes are, by their words: advice for people, never a decision.

Stems that both share (six tenths) and letter trigrams (four tenths, which forgive endings and slips), each as a Dice
coefficient; whole per cent. The weights are of our own making.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from tanym.core.matching.stems import stems
from tanym.core.qualifications.design import Design, Text

BY_STEMS = Fraction(6, 10)
BY_TRIGRAMS = 1 - BY_STEMS
OF_OUTCOMES = Fraction(7, 10)
OF_TITLE = 1 - OF_OUTCOMES


ALIKE = 40
"""From this likeness on two outcomes are named as a reason why designs are alike; of our own making."""


@dataclass(frozen=True, slots=True)
class SharedOutcome:
    """An outcome of the design (its id) and the one of the other design that is most like it, 0 to 100."""

    own: str
    other: str
    likeness: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A design of a register, how like it is, 0 to 100, and why: its title, and the outcomes that are most alike."""

    name: str
    likeness: int
    title: int | None = None
    shared: tuple[SharedOutcome, ...] = ()


def text_likeness(one: str, other: str, language: str) -> int:
    """How alike two texts of one language are, 0 to 100; symmetric, and 100 for the same words."""
    return _percent(_texts(one, other, language))


def outcome_likeness(one: Text, other: Text) -> int | None:
    """How alike two outcomes are in the language in which they are most alike; None where they share no language."""
    return _maybe_percent(_outcomes(one, other))


def likeness(one: Design, other: Design) -> int | None:
    """How alike two designs are, 0 to 100: outcomes seven tenths, title three; None where nothing can be compared.

    Each outcome counts with its best counterpart, both ways, so that the order of outcomes is no matter and a design
    that holds all of another and much more is only partly like it.
    """
    title = _outcomes(one.titles, other.titles)
    outcomes = _sets([outcome.text for outcome in one.outcomes], [outcome.text for outcome in other.outcomes])
    if title is None or outcomes is None:
        return _maybe_percent(outcomes if title is None else title)
    return _percent(OF_OUTCOMES * outcomes + OF_TITLE * title)


def neighbours(design: Design, others: Mapping[str, Design], most: int = 5) -> tuple[Neighbour, ...]:
    """The designs of a register that are most like this one, the most alike first, each with the reasons.

    Those that cannot be compared, and earlier editions (the same code), are left out. Of equals the first by name.
    """
    found = [
        (alike, name)
        for name, other in others.items()
        if (design.code is None or other.code != design.code)
        and (alike := likeness(design, other)) is not None
    ]
    found.sort(key=lambda one: (-one[0], one[1]))
    return tuple(_neighbour(design, name, others[name], alike) for alike, name in found[:most])


def _neighbour(design: Design, name: str, other: Design, alike: int) -> Neighbour:
    shared = []
    for own in design.outcomes:
        best = max(
            (
                SharedOutcome(own.id, one.id, found)
                for one in other.outcomes
                if (found := outcome_likeness(own.text, one.text)) is not None
            ),
            key=lambda one: one.likeness,
            default=None,
        )
        if best is not None and best.likeness >= ALIKE:
            shared.append(best)
    shared.sort(key=lambda one: -one.likeness)
    return Neighbour(name, alike, _maybe_percent(_outcomes(design.titles, other.titles)), tuple(shared))


def _sets(ones: Iterable[Text], others: Iterable[Text]) -> Fraction | None:
    ones, others = list(ones), list(others)
    table = [[_outcomes(one, other) for other in others] for one in ones]
    rows = [max((cell for cell in row if cell is not None), default=None) for row in table]
    columns = [
        max((cell for cell in column if cell is not None), default=None)
        for column in zip(*table, strict=True)
    ]
    best = [found for found in (*rows, *columns) if found is not None]
    return sum(best, Fraction(0)) / (len(rows) + len(columns)) if best else None


def _outcomes(one: Text, other: Text) -> Fraction | None:
    shared = [language for language in one if one[language].strip() and other.get(language, "").strip()]
    return max((_texts(one[language], other[language], language) for language in shared), default=None)


def _texts(one: str, other: str, language: str) -> Fraction:
    by_stems = _dice(stems(one, language), stems(other, language))
    return BY_STEMS * by_stems + BY_TRIGRAMS * _dice(trigrams(one), trigrams(other))


@lru_cache(maxsize=4096)
def trigrams(text: str) -> frozenset[str]:
    """Three letters in a row, with a space at both ends of the text."""
    folded = f" {' '.join(unicodedata.normalize('NFC', text).casefold().split())} "
    return frozenset(folded[i : i + 3] for i in range(len(folded) - 2))


def _dice(one: frozenset[str], other: frozenset[str]) -> Fraction:
    if not one and not other:
        return Fraction(1)
    return Fraction(2 * len(one & other), len(one) + len(other))


def _percent(share: Fraction) -> int:
    return int(share * 100 + Fraction(1, 2))


def _maybe_percent(share: Fraction | None) -> int | None:
    return None if share is None else _percent(share)
