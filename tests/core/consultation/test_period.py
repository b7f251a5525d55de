"""When people may write, and how long."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.consultation.period import (
    Stage,
    check_extension,
    check_period,
    days,
    require_open,
    require_unclosed,
    stage,
)
from tanym.core.kernel.errors import InvalidValue, Refused

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@given(DAYS, st.integers(0, 300), DAYS)
def test_people_may_write_on_every_day_of_the_period_and_on_no_other(
    opens: date, length: int, on: date
) -> None:
    ends = opens + length * DAY
    found = stage(opens, ends, on)
    assert (found is Stage.OPEN) == (opens <= on <= ends)
    assert days(opens, ends) == length + 1
    assert stage(opens, ends, on, closed=True) is Stage.CLOSED


def test_a_period_begins_today_at_the_earliest_and_may_last_one_day() -> None:
    check_period(TODAY, TODAY, TODAY)
    for opens, ends, code in (
        (TODAY, TODAY - DAY, "consultation.ends-before-opening"),
        (TODAY - DAY, TODAY, "consultation.opens-in-the-past"),
        (TODAY, TODAY + 367 * DAY, "consultation.period-too-long"),
    ):
        with pytest.raises(InvalidValue) as refused:
            check_period(opens, ends, TODAY)
        assert refused.value.code == code


def test_a_period_is_never_cut_short() -> None:
    ends = TODAY + 10 * DAY
    check_extension(ends, ends + DAY, TODAY)
    check_extension(TODAY - 5 * DAY, TODAY, TODAY)
    for ends_now, later in ((ends, ends), (ends, TODAY), (TODAY - 9 * DAY, TODAY - DAY)):
        with pytest.raises(InvalidValue):
            check_extension(ends_now, later, TODAY)


def test_a_contribution_outside_the_period_is_told_why() -> None:
    require_open(Stage.OPEN)
    for found, code in (
        (Stage.ANNOUNCED, "consultation.not-yet-open"),
        (Stage.ANSWERING, "consultation.over"),
        (Stage.CLOSED, "consultation.over"),
    ):
        with pytest.raises(Refused) as refused:
            require_open(found)
        assert refused.value.code == code
    require_unclosed(Stage.ANSWERING)
    with pytest.raises(Refused):
        require_unclosed(Stage.CLOSED)
