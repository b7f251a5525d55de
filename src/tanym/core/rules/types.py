"""The types of facts and values, and the composite values among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.periods import Period


class ValueType(StrEnum):
    """What a fact or a value of a pack may be (packs.md, section 3).

    Typed, that is inside the engine: integer `int`; minutes whole minutes; credits and percent whole hundredths;
    codes and people `frozenset[str]`; phrases `tuple[str, ...]`; share `Fraction`; the rest as their names say.
    """

    INTEGER = "integer"
    MINUTES = "minutes"
    CREDITS = "credits"
    PERCENT = "percent"
    DATE = "date"
    BOOLEAN = "boolean"
    CODE = "code"
    TEXT = "text"
    CODES = "codes"
    PEOPLE = "people"
    PHRASES = "phrases"
    TEXT_BY_LANGUAGE = "text-by-language"
    MINUTES_BY_CODE = "minutes-by-code"
    NUMBER_BY_CODE = "number-by-code"
    INTERVAL = "interval"
    MATRIX = "matrix"
    PAIRS = "pairs"
    PERIOD = "period"
    SHARE = "share"
    BANDS = "bands"


NUMBERS = frozenset({ValueType.INTEGER, ValueType.MINUTES, ValueType.CREDITS, ValueType.PERCENT})
SETS = frozenset({ValueType.CODES, ValueType.PEOPLE, ValueType.PHRASES})
BY_CODE = frozenset({ValueType.MINUTES_BY_CODE, ValueType.NUMBER_BY_CODE})
HUNDREDTHS = frozenset({ValueType.CREDITS, ValueType.PERCENT})
ANY = frozenset(ValueType)


@dataclass(frozen=True, slots=True)
class Interval:
    """From a day until a day, both included; an open end is None."""

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise InvalidValue("value.ends-before-start", since=self.start, until=self.end)

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Band:
    """One row of a grade scale: the code for whole per cents `lowest` to `highest`; `rest` is shown, never computed."""

    code: str
    lowest: int
    highest: int
    rest: Mapping[str, str | int | Decimal]


Cell = Mapping[str, str | int | bool | date]
Matrix = Mapping[str, tuple[Cell, ...]]

Typed = (
    int
    | bool
    | str
    | date
    | frozenset[str]
    | tuple[str, ...]
    | tuple[tuple[str, str], ...]
    | tuple[Band, ...]
    | Mapping[str, str]
    | Mapping[str, int]
    | Matrix
    | Interval
    | Period
    | Fraction
)
"""A value inside the engine; which of these it is follows from its `ValueType`."""
