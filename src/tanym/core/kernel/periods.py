"""Periods as laws write them ("5 working-day", "4 month", "10 day") and where they end on the plain calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tanym.core.kernel.errors import InvalidValue

_FORM = re.compile(r"([0-9]{1,4}) (working-day|day|month|year)")
_LAST_YEAR = 9999


class Unit(StrEnum):
    """What a period counts."""

    WORKING_DAY = "working-day"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class FirstDay(StrEnum):
    """Which day of a term counts first: the day after the event, or the day of the event itself."""

    NEXT_DAY = "next-day"
    SAME_DAY = "same-day"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in whole units. `str(Period.read(text)) == text`."""

    length: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.length < 0:
            raise InvalidValue("value.period", text=str(self))

    @classmethod
    def read(cls, text: str) -> Period:
        """The period that a pack writes, as `"5 working-day"`. Raises `InvalidValue("value.period")`."""
        written = _FORM.fullmatch(text)
        if written is None:
            raise InvalidValue("value.period", text=text)
        return cls(int(written[1]), Unit(written[2]))

    def __str__(self) -> str:
        return f"{self.length} {self.unit}"


def later_months(day: date, months: int) -> date:
    """The same day of a later month (of an earlier one: below zero), or that month's last: 31 October + 4 months = 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > _LAST_YEAR:
        raise InvalidValue("value.period", text=f"{months} month")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(event: date, period: Period, first_day: FirstDay = FirstDay.NEXT_DAY) -> date:
    """The last day of a period in days, months or years, days off disregarded.

    `"within"` includes it. Working days need a `Calendar`: for them this raises `InvalidValue("value.period")`.
    """
    same_day = first_day is FirstDay.SAME_DAY
    match period.unit:
        case Unit.DAY:
            return event + timedelta(days=period.length - same_day)
        case Unit.MONTH | Unit.YEAR:
            months = period.length * (12 if period.unit is Unit.YEAR else 1)
            end = later_months(event, months)
            # A month without that day ends the term on its own last day, whichever day counted first.
            return end - timedelta(days=1) if same_day and end.day == event.day else end
        case Unit.WORKING_DAY:
            raise InvalidValue("value.period", text=str(period))
