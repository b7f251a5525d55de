"""Blocks on days and spans of days."""

from __future__ import annotations

from datetime import date

from tanym.core.kernel.periods import Period, Unit, last_day
from tanym.core.rules.blocks.block import Block, fact, value
from tanym.core.rules.outcomes import Outcome, decided
from tanym.core.rules.types import Interval, ValueType


def not_after(*, fact: date, date: date) -> Outcome:
    return decided(fact <= date)


def within(*, fact: date, of: date, value: Period) -> Outcome:
    """`fact` lies not before `of` and not after the last day of the period that begins there.

    Working days need a calendar, which a rule has not: such a period is undecided here; clocks count it.
    """
    if value.unit is Unit.WORKING_DAY:
        return Outcome.UNDECIDED
    return decided(of <= fact <= last_day(of, value))


def lasts(*, fact: date, of: date, value: Period) -> Outcome:
    """`fact` is not before the last day of the period that begins at `of`; a period in working days is undecided."""
    if value.unit is Unit.WORKING_DAY:
        return Outcome.UNDECIDED
    return decided(last_day(of, value) <= fact)


def inside(*, fact: date, interval: Interval) -> Outcome:
    """The day lies in the interval, both ends included."""
    return decided(fact in interval)


def no_longer_than(*, fact: Period, value: Period) -> Outcome:
    """What took so long took no longer; lengths in different units are not compared."""
    return decided(fact.length <= value.length) if fact.unit is value.unit else Outcome.UNDECIDED


def ahead_of(*, fact: date, of: date, value: Period) -> Outcome:
    """`fact` lies at least the period before `of`. Working days are undecided here, as in `within`."""
    if value.unit is Unit.WORKING_DAY:
        return Outcome.UNDECIDED
    return decided(last_day(fact, value) <= of)


_DAY = fact(ValueType.DATE)

BLOCKS = (
    Block("not-after", {"fact": _DAY, "date": _DAY}, not_after),
    Block("within", {"fact": _DAY, "of": _DAY, "value": value(ValueType.PERIOD)}, within),
    Block("lasts", {"fact": _DAY, "of": _DAY, "value": value(ValueType.PERIOD)}, lasts),
    Block("inside", {"fact": _DAY, "interval": fact(ValueType.INTERVAL)}, inside),
    Block(
        "no-longer-than", {"fact": fact(ValueType.PERIOD), "value": value(ValueType.PERIOD)}, no_longer_than
    ),
    Block("ahead-of", {"fact": _DAY, "of": _DAY, "value": value(ValueType.PERIOD)}, ahead_of),
)
