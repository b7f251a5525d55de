"""Days of an approval, of its conditions, and of teaching out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.periods import FirstDay, Period
from tanym.core.qualifications.validity import (
    ConditionState,
    Standing,
    condition_state,
    may_award,
    standing,
    term,
    warning,
)

APPROVED = date(2026, 3, 1)
YEAR, THREE = Period.read("12 month"), Period.read("3 year")
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def test_the_next_review_comes_after_a_year_and_the_approval_holds_for_three() -> None:
    found = term(APPROVED, YEAR, THREE)
    assert (found.next_review_on, found.valid_until) == (date(2027, 3, 1), date(2029, 3, 1))


@pytest.mark.parametrize(("first_day", "last"), [
    (FirstDay.NEXT_DAY, date(2029, 11, 22)), (FirstDay.SAME_DAY, date(2029, 11, 21)),
])  # fmt: skip
def test_the_last_day_of_an_approval_depends_on_the_day_that_counts_first(
    first_day: FirstDay, last: date
) -> None:
    found = term(date(2026, 11, 22), YEAR, THREE, first_day=first_day)
    assert found.valid_until == last
    assert found.next_review_on == last.replace(year=2027)
    assert standing(None, found.valid_until, last, None) is Standing.UNDATED
    assert standing(None, found.valid_until, last + timedelta(days=1), None) is Standing.LAPSED


def test_an_earlier_day_that_the_author_promised_counts_and_one_that_is_over_does_not() -> None:
    assert term(APPROVED, YEAR, None, date(2026, 10, 1)).next_review_on == date(2026, 10, 1)
    assert term(APPROVED, YEAR, None, date(2026, 2, 1)).next_review_on == date(2027, 3, 1)
    assert term(APPROVED, None, None, date(2026, 10, 1)).next_review_on == date(2026, 10, 1)


def test_without_a_value_there_is_no_day() -> None:
    found = term(APPROVED, None, None)
    assert (found.next_review_on, found.valid_until) == (None, None)
    assert standing(None, None, APPROVED, None) is Standing.UNDATED


@pytest.mark.parametrize(("on", "expected"), [
    (date(2026, 7, 31), Standing.NOT_DUE), (date(2026, 8, 1), Standing.SOON), (date(2026, 10, 1), Standing.SOON),
    (date(2026, 10, 2), Standing.OVERDUE), (date(2029, 3, 1), Standing.OVERDUE), (date(2029, 3, 2), Standing.LAPSED),
])  # fmt: skip
def test_a_review_comes_near_then_is_overdue_and_at_last_the_approval_is_over(
    on: date, expected: Standing
) -> None:
    due = date(2026, 10, 1)
    assert standing(due, date(2029, 3, 1), on, warning(due, Period.read("2 month"))) is expected


def test_a_warning_begins_on_the_same_day_of_an_earlier_month_or_its_last_day() -> None:
    two = Period.read("2 month")
    assert warning(date(2026, 10, 31), two) == date(2026, 8, 31)
    assert warning(date(2026, 4, 30), two) == date(2026, 2, 28)


@given(DAYS, st.sampled_from(["10 day", "1 month", "2 month", "11 month", "1 year"]))
def test_a_warning_comes_before_its_review(due: date, before: str) -> None:
    found = warning(due, Period.read(before))
    assert found is not None
    assert found < due


@given(DAYS, DAYS)
def test_a_condition_is_late_just_after_its_last_day_as_long_as_nobody_answers(due: date, on: date) -> None:
    assert (condition_state(due, False, False, on) is ConditionState.LATE) == (on > due)
    assert condition_state(due, True, False, on) is ConditionState.ANSWERED
    assert condition_state(due, True, True, on) is ConditionState.FULFILLED


@given(DAYS, DAYS, st.integers(0, 900))
def test_what_is_taught_out_is_awarded_until_the_last_day_of_it(
    decided: date, retired: date, length: int
) -> None:
    last = retired + timedelta(days=length)
    assert may_award(retired, last, decided) == (decided <= last or decided < retired)
    assert may_award(retired, None, decided)
    assert may_award(None, None, decided)
