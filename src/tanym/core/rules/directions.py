"""Tighter or looser: how a lower layer's value compares with the one above it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction

from tanym.core.kernel.periods import Period
from tanym.core.rules.types import BY_CODE, NUMBERS, SETS, Typed, ValueType


class Direction(StrEnum):
    """Which change of a value asks more of those bound by it."""

    HIGHER = "higher"
    LOWER = "lower"
    MORE = "more"  # a superset
    FEWER = "fewer"  # a subset


class Comparison(StrEnum):
    SAME = "same"
    TIGHTER = "tighter"
    LOOSER = "looser"
    UNITS_DIFFER = "units-differ"


_ORDERED = NUMBERS | BY_CODE | {ValueType.DATE, ValueType.PERIOD, ValueType.SHARE}


def fits(direction: Direction, kind: ValueType) -> bool:
    """Whether values of this type can be tighter in this direction."""
    return kind in (_ORDERED if direction in (Direction.HIGHER, Direction.LOWER) else SETS)


def compare(direction: Direction | None, above: Typed, below: Typed) -> Comparison:
    """How `below` changes `above`. Without a direction every change is looser; so are sets that only overlap."""
    if above == below:
        return Comparison.SAME
    if isinstance(above, Period) and isinstance(below, Period) and above.unit != below.unit:
        return Comparison.UNITS_DIFFER
    match direction:
        case Direction.HIGHER:
            tighter = _at_least(below, above)
        case Direction.LOWER:
            tighter = _at_least(above, below)
        case Direction.MORE:
            tighter = _elements(below) > _elements(above)
        case Direction.FEWER:
            tighter = _elements(below) < _elements(above)
        case None:
            tighter = False
    return Comparison.TIGHTER if tighter else Comparison.LOOSER


def _at_least(larger: Typed, smaller: Typed) -> bool:
    if isinstance(larger, Period) and isinstance(smaller, Period):
        return larger.length >= smaller.length
    if isinstance(larger, Mapping) and isinstance(smaller, Mapping):
        return all(_count(larger, code) >= _count(smaller, code) for code in {*larger, *smaller})
    if isinstance(larger, date) and isinstance(smaller, date):
        return larger >= smaller
    if isinstance(larger, int | Fraction) and isinstance(smaller, int | Fraction):
        return larger >= smaller
    return False


def _count(counts: Mapping[str, object], code: str) -> int:
    found = counts.get(code, 0)
    return found if isinstance(found, int) else 0


def _elements(value: Typed) -> frozenset[object]:
    return frozenset(value) if isinstance(value, frozenset | tuple) else frozenset()
