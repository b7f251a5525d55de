"""Working days: counted from data, consistent with themselves, never guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.calendar import WEEKDAYS, Calendar, read_calendar
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.kernel.periods import FirstDay, Period

YEARS = (2025, 2026, 2027, 2028)


def _table(**years: object) -> dict[str, object]:
    """A calendar with an exchange: Friday 17 December 2027 is off, Saturday 11 is worked instead."""
    return {
        "id": "test",
        "jurisdiction": "KZ",
        "weekend": ["saturday", "sunday"],
        "year": [
            {"year": 2025, "mark": "U", "off": [date(2025, 12, 31)]},
            {
                "year": 2026,
                "mark": "U",
                "off": [date(2026, 1, 1), date(2026, 3, 8)],
                "moved": [{"day_off": date(2026, 3, 9), "because_of": date(2026, 3, 8)}],
            },
            {
                "year": 2027,
                "mark": "U",
                "off": [date(2027, 12, 16)],
                "moved": [{"day_off": date(2027, 12, 17), "works_instead": date(2027, 12, 11)}],
            },
            {"year": 2028, "mark": "U"},
        ],
    } | years


CALENDAR = read_calendar(_table())
DAYS = st.dates(date(2025, 6, 1), date(2028, 6, 1))
FEW = st.integers(0, 60)


@given(DAYS, FEW, FEW)
def test_adding_twice_is_adding_the_sum(day: date, a: int, b: int) -> None:
    once = CALENDAR.add_working_days(day, a + b)
    assert CALENDAR.add_working_days(CALENDAR.add_working_days(day, a), b) == once


@given(DAYS, st.integers(-60, 60))
def test_counting_undoes_adding(day: date, number: int) -> None:
    assert CALENDAR.working_days_between(day, CALENDAR.add_working_days(day, number)) == number


@given(DAYS, st.integers(1, 60))
def test_a_term_in_working_days_ends_on_a_working_day(day: date, number: int) -> None:
    assert CALENDAR.is_working(CALENDAR.add_working_days(day, number))


@given(DAYS, DAYS)
def test_counting_backwards_is_the_negative(a: date, b: date) -> None:
    assert CALENDAR.working_days_between(a, b) == -CALENDAR.working_days_between(b, a)


@given(DAYS, st.integers(1, 40), st.sampled_from(["working-day", "day", "month"]))
def test_counting_the_first_day_never_ends_a_term_later(day: date, length: int, unit: str) -> None:
    period = Period.read(f"{min(length, 6) if unit == 'month' else length} {unit}")
    assert CALENDAR.due(day, period, FirstDay.SAME_DAY) <= CALENDAR.due(day, period, FirstDay.NEXT_DAY)


def test_a_holiday_on_a_sunday_moves_to_monday() -> None:
    assert not CALENDAR.is_working(date(2026, 3, 9))
    assert CALENDAR.add_working_days(date(2026, 3, 6), 1) == date(2026, 3, 10)


def test_a_saturday_is_worked_in_exchange() -> None:
    assert CALENDAR.is_working(date(2027, 12, 11))
    assert CALENDAR.add_working_days(date(2027, 12, 10), 1) == date(2027, 12, 11)
    assert CALENDAR.add_working_days(date(2027, 12, 15), 1) == date(2027, 12, 20)


def test_a_term_crosses_the_new_year() -> None:
    assert CALENDAR.add_working_days(date(2025, 12, 30), 1) == date(2026, 1, 2)


def test_a_term_in_months_that_ends_on_a_day_off_ends_on_the_next_working_day() -> None:
    assert CALENDAR.due(date(2026, 2, 8), Period.read("1 month")) == date(2026, 3, 10)


def test_the_event_itself_counts_where_the_law_says_so() -> None:
    five = Period.read("5 working-day")
    assert CALENDAR.due(date(2026, 2, 2), five) == date(2026, 2, 9)
    assert CALENDAR.due(date(2026, 2, 2), five, FirstDay.SAME_DAY) == date(2026, 2, 6)


def test_a_year_without_data_is_refused_and_not_guessed() -> None:
    with pytest.raises(Refused) as refused:
        CALENDAR.add_working_days(date(2028, 12, 28), 5)
    assert refused.value.code == "calendar.year-missing"
    assert refused.value.details["year"] == 2029


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("calendar.form", {"weekend": ["someday"]}),
        ("calendar.form", {"weekend": list(WEEKDAYS)}),
        ("calendar.form", {"id": ""}),
        ("calendar.form", {"holidays": []}),
        ("calendar.form", {"year": [{"year": "2026"}]}),
        ("calendar.form", {"year": [{"year": 2026, "off": ["2026-01-01"]}]}),
        ("calendar.form", {"year": [{"year": 2026, "moved": [{"day_off": date(2026, 1, 5)}]}]}),
        ("calendar.year-twice", {"year": [{"year": 2026}, {"year": 2026}]}),
        ("calendar.day-twice", {"year": [{"year": 2026, "off": [date(2026, 1, 1)] * 2}]}),
        ("calendar.other-year", {"year": [{"year": 2026, "off": [date(2027, 1, 1)]}]}),
        (
            "calendar.moved-to-day-off",
            {
                "year": [
                    {
                        "year": 2026,
                        "moved": [{"day_off": date(2026, 1, 3), "works_instead": date(2026, 1, 4)}],
                    }
                ]
            },
        ),
        (
            "calendar.moved-without-cause",
            {
                "year": [
                    {"year": 2026, "moved": [{"day_off": date(2026, 1, 5), "because_of": date(2026, 1, 6)}]}
                ]
            },
        ),
        (
            "calendar.works-on-working-day",
            {
                "year": [
                    {
                        "year": 2026,
                        "moved": [{"day_off": date(2026, 1, 5), "works_instead": date(2026, 1, 6)}],
                    }
                ]
            },
        ),
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(code: str, change: dict[str, object]) -> None:
    with pytest.raises(InvalidValue) as refused:
        read_calendar(_table(**change))
    assert refused.value.code == code


@given(DAYS)
def test_the_next_working_day_is_never_a_day_off(day: date) -> None:
    found = CALENDAR.working_day_from(day)
    assert CALENDAR.is_working(found)
    assert all(not CALENDAR.is_working(day + timedelta(n)) for n in range((found - day).days))


def test_a_calendar_knows_its_years() -> None:
    assert isinstance(CALENDAR, Calendar)
    assert tuple(sorted(CALENDAR.years)) == YEARS


def test_a_term_of_years_that_ends_in_a_year_not_decreed_yet_ends_on_a_weekday() -> None:
    assert CALENDAR.due(date(2026, 6, 19), Period.read("3 year")) == date(2029, 6, 19)
    assert CALENDAR.due(date(2026, 6, 16), Period.read("3 year")) == date(2029, 6, 18)  # from a Saturday
    assert CALENDAR.working_days_between(date(2028, 12, 29), date(2030, 1, 4)) == 265
