"""Clocks of a case: a term that runs, one that stands still, and what is left of it.

A running clock keeps the day and the length it counts from, not its last day: a day off that is moved later shifts it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tanym.core.kernel.calendar import Calendar
from tanym.core.kernel.periods import FirstDay, Period, Unit


@dataclass(frozen=True, slots=True)
class Extension:
    """A term was made longer: on which day, by whom (party and code of the person), why, from when to when."""

    on: date
    party: str
    person: str
    why: str
    before: date
    until: date


@dataclass(frozen=True, slots=True)
class Running:
    """A term that counts from `since`. A length below zero is a term that was already over when it was paused.

    `added` are the periods by which it was extended since it counts from `since`; `extensions` all of its extensions.
    """

    since: date
    length: int
    unit: Unit
    first_day: FirstDay = FirstDay.NEXT_DAY
    added: tuple[Period, ...] = ()
    extensions: tuple[Extension, ...] = ()

    def due(self, calendar: Calendar) -> date:
        """The last day on which the term is kept, extensions counted from the last day before them."""
        due = self._first_due(calendar)
        for period in self.added:
            due = calendar.due(due, period)
        return due

    def _first_due(self, calendar: Calendar) -> date:
        if self.length == 0:
            return calendar.working_day_from(self.since)  # the last day was left: it is not lost on a day off
        if self.length > 0:
            return calendar.due(self.since, Period(self.length, self.unit), self.first_day)
        if self.unit is Unit.WORKING_DAY:
            return calendar.add_working_days(self.since, self.length)
        return self.since + timedelta(days=self.length)

    def is_over(self, on: date, calendar: Calendar) -> bool:
        """Whether `on` lies after the last day."""
        return on > self.due(calendar)

    def paused(self, on: date, calendar: Calendar, cause: str = "") -> Paused:
        """The clock standing still from `on`; terms in days, months and years keep what was left in days.

        `cause` is the name of the step that stopped it.
        """
        due = self.due(calendar)
        if self.unit is Unit.WORKING_DAY:
            left = calendar.working_days_between(on, due)
            return Paused(left, self.unit, on, cause, self.extensions)
        return Paused((due - on).days, Unit.DAY, on, cause, self.extensions)

    def extended(self, by: Period, told: Extension) -> Running:
        """The clock with its term longer by a period."""
        return replace(self, added=(*self.added, by), extensions=(*self.extensions, told))


@dataclass(frozen=True, slots=True)
class Paused:
    """What was left of a term on the day it was paused; negative when it was already over.

    `cause` is the step that paused it, on the day `since`; both are unknown in cases of earlier releases.
    """

    left: int
    unit: Unit
    since: date | None = None
    cause: str = ""
    extensions: tuple[Extension, ...] = ()

    def resumed(self, on: date) -> Running:
        """The clock running again, `on` not counted."""
        return Running(on, self.left, self.unit, extensions=self.extensions)


def started(on: date, period: Period, first_day: FirstDay) -> Running:
    """A clock that an event on `on` starts."""
    return Running(on, period.length, period.unit, first_day)
