"""What an item promises."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue
from tanym.core.plans.item import Indicator, Milestone, PlanPeriod, Terms
from tanym.core.plans.timeline import WHOLE, bar, place, ticks

SPRING, SUMMER, AUTUMN = date(2027, 3, 1), date(2027, 6, 1), date(2027, 9, 1)
YEAR = PlanPeriod(date(2027, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: PlanPeriod(SUMMER, SPRING), "plan.ends-before-it-begins"),
        (lambda: Terms(SUMMER, SPRING), "plan.deadline-before-start"),
        (lambda: Terms(SPRING, SUMMER, (Milestone({"en": "A list"}, AUTUMN),)), "plan.milestone-outside"),
        (lambda: Terms(SPRING, AUTUMN, (Milestone({"en": " "}, SUMMER),)), "plan.milestone-unnamed"),
        (lambda: Terms(SPRING, date(2028, 1, 1)).within(YEAR), "plan.outside-period"),
        (lambda: Indicator({"en": "Centres"}, {}, {}, target=Decimal(12)), "plan.number-without-unit"),
        (lambda: Indicator({}, {"en": "centres"}, {}, target=Decimal("NaN")), "plan.number-not-finite"),
    ],
)
def test_what_cannot_be_is_refused(make: object, code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        make()  # type: ignore[operator]
    assert refused.value.code == code


def test_an_item_may_begin_and_end_on_one_day() -> None:
    Terms(SPRING, SPRING, (Milestone({"kk": "Тізім"}, SPRING),)).within(YEAR)


@pytest.mark.parametrize(
    ("baseline", "target", "current", "percent"),
    [
        (0, 12, 3, 25),
        (12, 0, 3, 75),
        (0, 12, 14, 100),
        (5, 12, 2, 0),
        (4, 4, 4, 100),
        (4, 4, 3, 0),
        (0, 3, 1, 33),
    ],
)
def test_the_way_to_the_target_counts_up_or_down(
    baseline: int, target: int, current: int, percent: int
) -> None:
    figures = Decimal(baseline), Decimal(target), Decimal(current)
    assert Indicator({}, {"en": "centres"}, {}, *figures).percent == percent


def test_without_a_figure_nobody_knows_the_way() -> None:
    assert Indicator({}, {"en": "centres"}, {}, Decimal(0), Decimal(12)).percent is None


def test_no_quarter_stands_outside_the_plan() -> None:
    assert [tick.day for tick in ticks(YEAR)] == [date(2027, month, 1) for month in (1, 4, 7, 10)]
    assert ticks(PlanPeriod(date(2027, 2, 1), date(2027, 3, 1))) == ()


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_a_later_day_never_stands_before_an_earlier_one(one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert 0 <= place(YEAR, first) <= place(YEAR, second) <= WHOLE


def test_a_bar_is_seen_however_short_the_work() -> None:
    assert bar(YEAR, Terms(SPRING, SPRING)).length > 0  # type: ignore[union-attr]
    assert bar(YEAR, Terms(SPRING, None)) is None
