"""Periods: read as laws write them, ended as laws end them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.periods import FirstDay, Period, Unit, last_day, later_months


@given(st.integers(0, 9999), st.sampled_from(Unit))
def test_a_period_reads_what_it_writes(length: int, unit: Unit) -> None:
    assert Period.read(str(Period(length, unit))) == Period(length, unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "5 working days",
        "-1 day",
        "5 day\n",
        "٥ day",
        "5.5 day",
        "99999 day",
        " 5 day",
        "5  day",
        "5 week",
    ],
)
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        Period.read(text)
    assert refused.value.code == "value.period"


def test_a_period_below_zero_is_none() -> None:
    with pytest.raises(InvalidValue):
        Period(-1, Unit.DAY)


@pytest.mark.parametrize(
    ("event", "text", "first", "end"),
    [
        (date(2026, 10, 31), "4 month", FirstDay.NEXT_DAY, date(2027, 2, 28)),
        (date(2023, 10, 31), "4 month", FirstDay.NEXT_DAY, date(2024, 2, 29)),
        (date(2024, 2, 29), "1 year", FirstDay.NEXT_DAY, date(2025, 2, 28)),
        (date(2026, 2, 28), "4 month", FirstDay.NEXT_DAY, date(2026, 6, 28)),
        (date(2026, 3, 1), "10 day", FirstDay.NEXT_DAY, date(2026, 3, 11)),
        (date(2026, 3, 1), "10 day", FirstDay.SAME_DAY, date(2026, 3, 10)),
        (date(2026, 3, 1), "1 month", FirstDay.SAME_DAY, date(2026, 3, 31)),
        (date(2026, 1, 31), "1 month", FirstDay.SAME_DAY, date(2026, 2, 28)),
    ],
)
def test_where_a_period_ends(event: date, text: str, first: FirstDay, end: date) -> None:
    assert last_day(event, Period.read(text), first) == end


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 240))
def test_a_later_month_is_that_month(day: date, months: int) -> None:
    later = later_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (
        later.day < day.day and (later.month != date.fromordinal(later.toordinal() + 1).month)
    )


def test_a_period_beyond_all_calendars_is_refused() -> None:
    with pytest.raises(InvalidValue):
        later_months(date(2026, 1, 1), 99990 * 12)


def test_working_days_need_a_calendar() -> None:
    with pytest.raises(InvalidValue):
        last_day(date(2026, 1, 1), Period.read("3 working-day"))
