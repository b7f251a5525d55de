"""How an entry of a register stood on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.registers.standing import Act, Change, Status, admit, standing, timeline

DAY = date(2026, 3, 1)


def change(
    number: int, act: Act, since: date, until: date | None = None, recorded: date | None = None
) -> Change:
    return Change(
        number, act, since, recorded or since, until, {"n": number} if act in ("entered", "amended") else {}
    )


ENTERED = change(1, Act.ENTERED, DAY, date(2029, 2, 28))
SUSPENDED = change(2, Act.SUSPENDED, date(2026, 9, 1))
REINSTATED = change(3, Act.REINSTATED, date(2026, 10, 1))
WITHDRAWN = change(4, Act.WITHDRAWN, date(2027, 1, 15))


def status(changes: list[Change], on: date, known_on: date | None = None) -> Status | None:
    found = standing(changes, on, known_on)
    return found and found.status


def test_an_entry_holds_on_its_first_and_last_day_and_not_outside() -> None:
    assert status([ENTERED], DAY - timedelta(days=1)) is Status.NOT_YET
    assert status([ENTERED], DAY) is Status.IN_FORCE
    assert status([ENTERED], date(2029, 2, 28)) is Status.IN_FORCE
    assert status([ENTERED], date(2029, 3, 1)) is Status.EXPIRED


def test_a_suspension_stands_between_its_day_and_the_day_of_reinstatement() -> None:
    way = [ENTERED, SUSPENDED, REINSTATED, WITHDRAWN]
    assert [
        status(way, day)
        for day in (date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 30), date(2026, 10, 1))
    ] == [
        Status.IN_FORCE,
        Status.SUSPENDED,
        Status.SUSPENDED,
        Status.IN_FORCE,
    ]
    assert status(way, date(2027, 1, 15)) is status(way, date(2035, 1, 1)) is Status.WITHDRAWN


def test_a_suspension_for_a_fixed_time_ends_by_itself() -> None:
    for_a_week = change(2, Act.SUSPENDED, date(2026, 9, 1), date(2026, 9, 7))
    assert status([ENTERED, for_a_week], date(2026, 9, 7)) is Status.SUSPENDED
    assert status([ENTERED, for_a_week], date(2026, 9, 8)) is Status.IN_FORCE


def test_an_entry_that_ends_while_it_is_suspended_is_expired() -> None:
    assert status([ENTERED, SUSPENDED], date(2029, 3, 1)) is Status.EXPIRED


def test_an_amendment_changes_what_it_says_and_not_how_it_stands() -> None:
    renewed = change(3, Act.AMENDED, date(2026, 9, 10), date(2032, 2, 29))
    during = standing([ENTERED, SUSPENDED, renewed], date(2026, 9, 12))
    assert during is not None
    assert (during.status, during.until, during.content) == (Status.SUSPENDED, date(2032, 2, 29), {"n": 3})
    assert (during.since, during.because) == (DAY, SUSPENDED)
    assert status([ENTERED, renewed], date(2030, 1, 1)) is Status.IN_FORCE


def test_a_late_renewal_leaves_the_gap_that_there_was() -> None:
    late = change(2, Act.AMENDED, date(2029, 4, 1), date(2032, 3, 31))
    assert [one.status for one in timeline([ENTERED, late])] == ["in-force", "expired", "in-force", "expired"]


def test_a_right_lasts_as_long_as_the_entry_gives_it() -> None:
    less = Change(2, Act.AMENDED, date(2026, 9, 1), date(2026, 9, 1), None, {"n": 2})
    again = Change(3, Act.AMENDED, date(2026, 11, 1), date(2026, 11, 1), None, {"n": 1})
    way = timeline([ENTERED, less, again], gives=lambda said: said["n"] == 1)
    assert [(one.status, one.since) for one in way] == [
        ("in-force", DAY),
        ("withdrawn", date(2026, 9, 1)),
        ("in-force", date(2026, 11, 1)),
    ]
    later = timeline([ENTERED, less], gives=lambda said: said["n"] == 2)
    assert [one.status for one in later] == ["not-yet", "in-force"]


def test_what_was_recorded_later_was_not_known_before() -> None:
    late_news = change(2, Act.SUSPENDED, date(2026, 4, 1), recorded=date(2026, 5, 20))
    assert status([ENTERED, late_news], date(2026, 4, 10), known_on=date(2026, 5, 19)) is Status.IN_FORCE
    assert status([ENTERED, late_news], date(2026, 4, 10), known_on=date(2026, 5, 20)) is Status.SUSPENDED
    assert status([ENTERED, late_news], DAY, known_on=DAY - timedelta(days=1)) is None


def test_an_entry_made_in_error_stood_on_no_day_and_is_kept() -> None:
    error = change(2, Act.ANNULLED, date(2026, 6, 1))
    assert status([ENTERED, error], DAY) is Status.ANNULLED
    assert status([ENTERED, error], DAY, known_on=date(2026, 5, 31)) is Status.IN_FORCE


@pytest.mark.parametrize(
    ("before", "new", "code"),
    [
        ([], change(1, Act.ENTERED, DAY, DAY - timedelta(days=1)), "register.interval"),
        ([], SUSPENDED, "register.not-entered"),
        ([ENTERED], change(2, Act.ENTERED, DAY), "register.entered-already"),
        ([ENTERED], REINSTATED, "register.not-suspended"),
        ([ENTERED], change(2, Act.SUSPENDED, date(2030, 1, 1)), "register.not-in-force"),
        ([ENTERED], change(2, Act.WITHDRAWN, DAY - timedelta(days=9)), "register.before-last-change"),
        ([ENTERED, SUSPENDED], change(3, Act.SUSPENDED, date(2026, 9, 5)), "register.not-in-force"),
        ([ENTERED, SUSPENDED], change(3, Act.AMENDED, date(2026, 8, 1)), "register.before-last-change"),
        ([ENTERED, WITHDRAWN], change(5, Act.AMENDED, date(2027, 2, 1)), "register.withdrawn-already"),
        ([ENTERED, WITHDRAWN], change(5, Act.AMENDED, date(2026, 5, 1)), "register.withdrawn-already"),
    ],
)
def test_a_change_that_cannot_follow_is_refused_with_the_reason(
    before: list[Change], new: Change, code: str
) -> None:
    with pytest.raises((InvalidValue, Refused)) as refused:
        admit(before, new)
    assert refused.value.code == code


days = st.integers(0, 1200).map(lambda n: DAY + timedelta(days=n))


@st.composite
def ways(draw: st.DrawFn) -> list[Change]:
    """Any way of an entry that the register admits."""
    way: list[Change] = []
    for number in range(1, draw(st.integers(2, 8))):
        act = Act.ENTERED if number == 1 else draw(st.sampled_from(list(Act)[1:]))
        since = draw(days)
        with_end = act in (Act.ENTERED, Act.AMENDED, Act.SUSPENDED)
        until = draw(st.none() | days) if with_end else None
        recorded = max(
            [since + timedelta(days=draw(st.integers(-20, 60))), *(one.recorded_on for one in way)]
        )
        new = change(number, act, since, until, recorded)
        try:
            admit(way, new)
        except (InvalidValue, Refused):
            continue
        way.append(new)
    return way


def by_walking(way: list[Change], on: date) -> Status | None:
    """The same answer, found by walking through the days one by one."""
    if not way:
        return None
    if any(one.act is Act.ANNULLED for one in way):
        return Status.ANNULLED
    entered, withdrawn, suspended, until, end_of_pause = False, False, False, None, None
    day = min(one.since for one in way)
    while day <= on:
        if end_of_pause and day > end_of_pause:
            suspended, end_of_pause = False, None
        for one in sorted(way, key=lambda c: c.number):
            if one.since != day:
                continue
            if one.act is Act.ENTERED:
                entered, until = True, one.until
            elif one.act is Act.AMENDED:
                until = one.until
            elif one.act is Act.SUSPENDED:
                suspended, end_of_pause = True, one.until
            elif one.act is Act.REINSTATED:
                suspended, end_of_pause = False, None
            elif one.act is Act.WITHDRAWN:
                withdrawn = True
        day += timedelta(days=1)
    if not entered:
        return Status.NOT_YET
    if withdrawn:
        return Status.WITHDRAWN
    if until and on > until:
        return Status.EXPIRED
    return Status.SUSPENDED if suspended else Status.IN_FORCE


@given(ways(), days)
def test_any_way_is_answered_right_on_any_day(way: list[Change], on: date) -> None:
    assert status(way, on) == by_walking(way, on)


@given(ways(), days, days)
def test_the_past_is_not_changed_by_what_is_recorded_later(way: list[Change], on: date, known: date) -> None:
    known_then = [one for one in way if one.recorded_on <= known]
    assert standing(way, on, known) == standing(known_then, on)


@given(ways(), days)
def test_the_timeline_says_for_every_day_what_the_day_itself_says(way: list[Change], on: date) -> None:
    found = [one.status for one in timeline(way) if one.covers(on)]
    assert len(found) <= 1
    asked = status(way, on)
    assert found == ([asked] if asked and on >= timeline(way)[0].since else [])
