"""Which edition held on a day, by what was known on another."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.standards.editions import (
    Condition,
    Edition,
    admit,
    admit_withdrawal,
    condition,
    in_force,
    last_day,
)

START = date(2026, 1, 1)
DAYS = st.integers(0, 400).map(lambda n: START + timedelta(days=n))


@st.composite
def histories(draw: st.DrawFn) -> list[Edition]:
    """Editions as the register admits them, one after another."""
    editions: list[Edition] = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        since = draw(DAYS)
        until = draw(st.one_of(st.none(), DAYS))
        new = Edition(number, since, draw(DAYS), until)
        try:
            admit(editions, new)
        except (InvalidValue, Refused):
            continue
        withdrawn = draw(st.one_of(st.none(), DAYS))
        if withdrawn is not None and withdrawn >= since and (until is None or withdrawn <= until):
            new = Edition(number, since, new.recorded_on, until, withdrawn, draw(DAYS))
        editions.append(new)
    return editions


@given(histories(), DAYS, st.one_of(st.none(), DAYS))
def test_one_edition_at_most_holds_on_a_day(editions: list[Edition], on: date, known_on: date | None) -> None:
    known = [one for one in editions if known_on is None or one.recorded_on <= known_on]
    holding = [one for one in known if condition(editions, one, on, known_on) is Condition.IN_FORCE]
    found = in_force(editions, on, known_on)
    assert holding == ([found] if found else [])
    for one in known:
        end = last_day(editions, one, known_on)
        within = one.since <= on and (end is None or on <= end)
        assert within == (one is found)


@given(histories(), DAYS, DAYS)
def test_what_was_known_on_a_day_does_not_change_later(
    editions: list[Edition], on: date, known_on: date
) -> None:
    later = Edition(99, START + timedelta(days=500), known_on + timedelta(days=1))
    assert in_force([*editions, later], on, known_on) == in_force(editions, on, known_on)


def test_a_withdrawal_counts_from_its_day_for_who_knew_of_it() -> None:
    edition = Edition(1, START, START, None, date(2026, 3, 1), date(2026, 4, 1))
    assert in_force([edition], date(2026, 3, 1)) is None
    assert in_force([edition], date(2026, 2, 28)) is edition
    assert in_force([edition], date(2026, 3, 1), known_on=date(2026, 3, 31)) is edition
    assert condition([edition], edition, date(2026, 3, 1)) is Condition.WITHDRAWN


def test_an_edition_begins_after_the_one_before_and_ends_after_it_begins() -> None:
    first = Edition(1, START, START)
    with pytest.raises(Refused, match=r"standard\.since-not-later"):
        admit([first], Edition(2, START, START))
    with pytest.raises(InvalidValue, match=r"standard\.interval"):
        admit([], Edition(1, START, START, START - timedelta(days=1)))
    with pytest.raises(InvalidValue, match=r"standard\.interval"):
        admit_withdrawal(first, START - timedelta(days=1))
    with pytest.raises(Refused, match=r"standard\.withdrawn"):
        admit_withdrawal(Edition(1, START, START, None, START, START), START)
