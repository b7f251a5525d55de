"""Working days of a jurisdiction, counted from data; a year that nobody has written is refused, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.kernel.periods import FirstDay, Period, Unit, last_day

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ONE_DAY = timedelta(days=1)
_A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class MovedDay:
    """A working day that becomes a day off, because of a holiday on a day off or in exchange for `works_instead`."""

    day_off: date
    because_of: date | None = None
    works_instead: date | None = None


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """Days off of one year; `mark` says how well it is known (V read, U not read), `note` what is missing."""

    year: int
    mark: str
    off: frozenset[date] = frozenset()
    moved: tuple[MovedDay, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are working days in one jurisdiction."""

    id: str
    jurisdiction: str
    weekend: frozenset[int]  # 0 is Monday
    years: Mapping[int, CalendarYear]
    _off: frozenset[date] = field(init=False, repr=False, compare=False)
    _works: frozenset[date] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        moved = [m for year in self.years.values() for m in year.moved]
        off = frozenset().union(*(year.off for year in self.years.values()), (m.day_off for m in moved))
        object.__setattr__(self, "_off", off)
        object.__setattr__(self, "_works", frozenset(m.works_instead for m in moved if m.works_instead))

    def is_working(self, day: date) -> bool:
        """Whether people work on `day`. Raises `Refused("calendar.year-missing")` for a year without data."""
        if day.year not in self.years:
            raise Refused("calendar.year-missing", year=day.year, calendar=self.id)
        return day in self._works or (day.weekday() not in self.weekend and day not in self._off)

    def working_day_from(self, day: date) -> date:
        """`day` itself when it is a working day, else the next one."""
        while not self.is_working(day):
            day += _ONE_DAY
        return day

    def add_working_days(self, day: date, number: int) -> date:
        """The working day that lies `number` working days after `day`, which itself is not counted.

        Nothing is added by 0. A negative number counts back: `working_days_between(result, day) == -number`.
        """
        step = _ONE_DAY if number > 0 else -_ONE_DAY
        if number < 0:
            while not self.is_working(day):
                day += step
        for _ in range(abs(number)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def working_days_between(self, earlier: date, later: date) -> int:
        """Working days after `earlier` up to and with `later`; negative when `later` lies before `earlier`.

        Over more than a year the days of years that nobody has decreed yet count by the weekend alone.
        """
        if later < earlier:
            return -self.working_days_between(later, earlier)
        works = self._would_work if later - earlier > _A_YEAR else self.is_working
        days = (earlier + _ONE_DAY * n for n in range(1, (later - earlier).days + 1))
        return sum(works(day) for day in days)

    def due(self, event: date, period: Period, first_day: FirstDay = FirstDay.NEXT_DAY) -> date:
        """The last day of a term that an event begins; a term in days or months that ends on a day off ends on
        the next working day. Whether the day of the event counts is an argument (`term.first-day` of a pack).

        Days off are decreed year by year: a term of more than a year that ends in a year still to be decreed ends on
        its plain day, or after a weekend, until the calendar has that year.
        """
        if period.unit is Unit.WORKING_DAY:
            return self.add_working_days(
                event - _ONE_DAY if first_day is FirstDay.SAME_DAY else event, period.length
            )
        end = last_day(event, period, first_day)
        if end - event <= _A_YEAR:
            return self.working_day_from(end)
        while not self._would_work(end):
            end += _ONE_DAY
        return end

    def _would_work(self, day: date) -> bool:
        """As `is_working`, and in a year after those of the calendar every day but the weekend."""
        if self.years and day.year > max(self.years):
            return day.weekday() not in self.weekend
        return self.is_working(day)


def read_calendar(table: Mapping[str, Any], place: str = "calendar") -> Calendar:
    """The calendar that `*.calendar.toml` holds. Raises `InvalidValue` with the code and the place of the fault."""
    unknown = table.keys() - {"id", "jurisdiction", "weekend", "year", "note"}
    weekend = table.get("weekend")
    if unknown or not _is_text(table.get("id")) or not _is_text(table.get("jurisdiction")):
        raise InvalidValue(
            "calendar.form", place=place, what=", ".join(sorted(unknown)) or "id, jurisdiction"
        )
    if (
        not isinstance(weekend, list)
        or not set(weekend) <= set(WEEKDAYS)
        or len(set(weekend)) >= len(WEEKDAYS)
    ):
        raise InvalidValue("calendar.form", place=place, what="weekend")
    days_off = frozenset(WEEKDAYS.index(name) for name in weekend)
    years: dict[int, CalendarYear] = {}
    for entry in table.get("year", ()):
        year = _read_year(entry, days_off, place)
        if year.year in years:
            raise InvalidValue("calendar.year-twice", place=place, year=year.year)
        years[year.year] = year
    return Calendar(table["id"], table["jurisdiction"], days_off, years)


def _read_year(entry: Mapping[str, Any], weekend: frozenset[int], place: str) -> CalendarYear:
    number = entry.get("year")
    place = f"{place}, year {number}"
    if entry.keys() - {"year", "mark", "off", "moved", "note"} or type(number) is not int:
        raise InvalidValue("calendar.form", place=place, what="year")
    off = entry.get("off", [])
    if not all(type(day) is date for day in off):
        raise InvalidValue("calendar.form", place=place, what="off")
    if len(set(off)) != len(off):
        raise InvalidValue("calendar.day-twice", place=place)
    moved = tuple(_read_moved(one, frozenset(off), weekend, place) for one in entry.get("moved", ()))
    if len({one.day_off for one in moved}) != len(moved):
        raise InvalidValue("calendar.day-twice", place=place)
    named = (*off, *(one.day_off for one in moved))
    if any(day.year != number for day in named):
        raise InvalidValue("calendar.other-year", place=place)
    return CalendarYear(
        number, str(entry.get("mark", "U")), frozenset(off), moved, str(entry.get("note", ""))
    )


def _read_moved(
    one: Mapping[str, Any], off: frozenset[date], weekend: frozenset[int], place: str
) -> MovedDay:
    because, instead = one.get("because_of"), one.get("works_instead")
    if (
        one.keys() - {"day_off", "because_of", "works_instead", "note"}
        or type(one.get("day_off")) is not date
    ):
        raise InvalidValue("calendar.form", place=place, what="moved")
    if (because is None) == (instead is None):
        raise InvalidValue("calendar.form", place=place, what="because_of, works_instead")
    moved = MovedDay(one["day_off"], because, instead)
    if moved.day_off in off or moved.day_off.weekday() in weekend:
        raise InvalidValue("calendar.moved-to-day-off", place=place, day=moved.day_off)
    if because is not None and (because not in off or because.weekday() not in weekend):
        raise InvalidValue("calendar.moved-without-cause", place=place, day=moved.day_off)
    if instead is not None and (instead in off or instead.weekday() not in weekend):
        raise InvalidValue("calendar.works-on-working-day", place=place, day=instead)
    return moved


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
