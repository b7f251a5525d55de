"""Where the days of a plan stand on a line from its first day to its last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tanym.core.plans.item import PlanPeriod, Terms

WHOLE = 1000
"""The line is that long."""


@dataclass(frozen=True, slots=True)
class Bar:
    """An item on the line: where it begins, how long it is, where its milestones stand."""

    start: int
    length: int
    milestones: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a quarter on the line."""

    day: date
    at: int


def place(period: PlanPeriod, day: date) -> int:
    """Where a day stands on the line, from 0 to 1000; what lies outside stands at the end."""
    whole = max((period.until - period.since).days, 1)
    return min(max((day - period.since).days, 0), whole) * WHOLE // whole


def bar(period: PlanPeriod, terms: Terms) -> Bar | None:
    """An item on the line; None while a day is missing."""
    if terms.start is None or terms.deadline is None:
        return None
    start, end = place(period, terms.start), place(period, terms.deadline)
    return Bar(start, max(end - start, 4), tuple(place(period, one.due) for one in terms.milestones))


def ticks(period: PlanPeriod) -> tuple[Tick, ...]:
    """The quarters that begin within the plan; of a plan longer than three years, the years."""
    months = (1,) if (period.until - period.since).days > 3 * 366 else (1, 4, 7, 10)
    days = (
        date(year, month, 1) for year in range(period.since.year, period.until.year + 1) for month in months
    )
    return tuple(Tick(day, place(period, day)) for day in days if day in period)
