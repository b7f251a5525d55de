"""Clocks of a case: a term that runs, one that stands still, and what is left of it.

A running clock keeps the day and the length it counts from, not its last day: a day off that is moved later shifts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tanym.core.kernel.calendar import Calendar
from tanym.core.kernel.periods import FirstDay, Period, Unit


@dataclass(frozen=True, slots=True)
class Running:
    """A term that counts from `since`. A length below zero is a term that was already over when it was paused."""

    since: date
    length: int
    unit: Unit
    first_day: FirstDay = FirstDay.NEXT_DAY

    def due(self, calendar: Calendar) -> date:
        """The last day on which the term is kept."""
        if self.length >= 0:
            return calendar.due(self.since, Period(self.length, self.unit), self.first_day)
        if self.unit is Unit.WORKING_DAY:
            return calendar.add_working_days(self.since, self.length)
        return self.since + timedelta(days=self.length)

    def is_over(self, on: date, calendar: Calendar) -> bool:
        """Whether `on` lies after the last day."""
        return on > self.due(calendar)

    def paused(self, on: date, calendar: Calendar) -> Paused:
        """The clock standing still from `on`; terms in days, months and years keep what was left in days."""
        due = self.due(calendar)
        if self.unit is Unit.WORKING_DAY:
            return Paused(calendar.working_days_between(on, due), self.unit)
        return Paused((due - on).days, Unit.DAY)


@dataclass(frozen=True, slots=True)
class Paused:
    """What was left of a term on the day it was paused; negative when it was already over."""

    left: int
    unit: Unit

    def resumed(self, on: date) -> Running:
        """The clock running again, `on` not counted."""
        return Running(on, self.left, self.unit)


def started(on: date, period: Period, first_day: FirstDay) -> Running:
    """A clock that an event on `on` starts."""
    return Running(on, period.length, period.unit, first_day)
