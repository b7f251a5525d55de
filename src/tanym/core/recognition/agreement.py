"""How far two assessors agree who marked the same outcomes without seeing each other's marks: share, and Cohen's kappas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tanym.core.recognition.judgement import Achievement

FEWEST_CASES = 30
"""Below this number of double-marked cases no figure is shown: it would say more of chance than of the assessors."""

Marks = Iterable[tuple[Achievement, Achievement]]
"""The marks of one outcome by the one and by the other."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement over outcomes: `share` of the same marks, and `kappa`, which takes away what chance alone would give.

    `kappa` (J. Cohen, A coefficient of agreement for nominal scales, 1960) is None where it has no value: both gave one
    and the same mark throughout. `weighted` (J. Cohen, Weighted kappa, 1968; linear weights) knows that achieved and partly
    are nearer than achieved and not achieved: a neighbouring mark counts half.
    """

    outcomes: int
    share: Fraction
    kappa: Fraction | None
    weighted: Fraction | None

    @property
    def percent(self) -> int:
        """The share in whole per cent, rounded down."""
        return int(self.share * 100)


def agreement(marks: Marks) -> Agreement | None:
    """The agreement of two assessors, in exact fractions; None where they marked nothing together."""
    pairs = list(marks)
    if not pairs:
        return None
    number = len(pairs)
    same = Fraction(sum(one is other for one, other in pairs), number)
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = Fraction(sum(ones[mark] * others[mark] for mark in Achievement), number * number)
    apart = Fraction(sum(_apart(one, other) for one, other in pairs), number)
    apart_by_chance = Fraction(
        sum(ones[one] * others[other] * _apart(one, other) for one in Achievement for other in Achievement),
        number * number,
    )
    return Agreement(
        outcomes=number,
        share=same,
        kappa=None if by_chance == 1 else (same - by_chance) / (1 - by_chance),
        weighted=1 - apart / apart_by_chance if apart_by_chance else None,
    )


_ORDER = (Achievement.NOT, Achievement.PARTLY, Achievement.ACHIEVED)


def _apart(one: Achievement, other: Achievement) -> int:
    """How many steps two marks lie apart."""
    return abs(_ORDER.index(one) - _ORDER.index(other))
