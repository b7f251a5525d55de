"""A term is made longer by those whom the pack names, as far as it says, before it is over; silence has a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.calendar import Calendar
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused, TanymError
from tanym.core.kernel.periods import FirstDay, Period, Unit
from tanym.core.procedures.advance import advance, open_case
from tanym.core.procedures.check import check_procedure
from tanym.core.procedures.clocks import Extension, Running
from tanym.core.procedures.extend import extend, furthest, until
from tanym.core.procedures.lateness import readings
from tanym.core.procedures.letters import parse_letters
from tanym.core.procedures.state import CaseState, from_json, to_json
from tanym.rulepacks.procedures import calendars
from tests.core.procedures.tables import CALENDAR, KNOWN, LENGTHS, MONDAY, loan, table, yes

LONGER = {**LENGTHS, "longer": Period.read("5 working-day")}


def _extends(content: dict[str, Any]) -> None:
    content["clock"]["answer"] |= {
        "extends": "longer",
        "extended_by": ["clerk"],
        "notice": "received",
        "cites": ["own, item 7 [O]"],
    }
    content["clock"]["papers"] |= {
        "tacit": {"en": "it lapses", "ru": "остаётся", "kk": "қалады"},
        "cites": ["own, item 4 [O]"],
    }


LOAN = loan(_extends)


def _asked() -> CaseState:
    opened = open_case(LOAN, on=MONDAY, people={"reader": ["aigul"]}, calendar=CALENDAR, lengths=LONGER)
    return _take(opened, "ask", "reader", "aigul")


def _take(state: CaseState, step: str, party: str, person: str, on: date = MONDAY) -> CaseState:
    return advance(
        LOAN,
        state,
        step=step,
        party=party,
        person=person,
        on=on,
        oracle=yes,
        calendar=CALENDAR,
        lengths=LONGER,
    ).state


def _extend(state: CaseState, **given: Any) -> CaseState:
    return extend(
        LOAN,
        state,
        **{
            "clock": "answer",
            "party": "clerk",
            "person": "saule",
            "on": date(2026, 3, 5),
            "by": Period.read("3 working-day"),
            "why": "The shelf is locked",
            "calendar": CALENDAR,
            "lengths": LONGER,
            **given,
        },
    ).state


def test_an_extension_keeps_who_when_why_and_from_when_to_when() -> None:
    longer = _extend(_asked())
    assert longer.running["answer"].due(CALENDAR) == date(2026, 3, 19)  # 16 March and three working days
    assert longer.running["answer"].extensions == (
        Extension(
            date(2026, 3, 5),
            "clerk",
            "saule",
            "The shelf is locked",
            date(2026, 3, 16),
            date(2026, 3, 19),
        ),
    )
    assert longer.last_on == date(2026, 3, 5)
    assert [one.person for one in longer.acted] == ["aigul", "saule"]
    (reading,) = readings(LOAN, longer, date(2026, 3, 18), CALENDAR)
    assert (reading.due, reading.late, len(reading.extensions)) == (date(2026, 3, 19), False, 1)


def test_the_letter_of_the_pack_tells_the_other_side() -> None:
    moved = extend(
        LOAN,
        _asked(),
        clock="answer",
        party="clerk",
        person="saule",
        on=MONDAY,
        by=Period.read("1 working-day"),
        why="w",
        calendar=CALENDAR,
        lengths=LONGER,
    )
    assert moved.letter == "received"


@pytest.mark.parametrize(
    ("given", "error", "code"),
    [
        ({"clock": "papers"}, Refused, "clock.not-running"),
        ({"clock": "nothing"}, Refused, "clock.not-running"),
        ({"party": "reader", "person": "aigul"}, NotPermitted, "case.not-yours"),
        ({"party": "judge", "person": "timur"}, NotPermitted, "case.not-yours"),
        ({"person": "aigul"}, NotPermitted, "case.two-sides"),
        ({"on": date(2026, 3, 1)}, Refused, "case.earlier-day"),
        ({"on": date(2026, 3, 17)}, Refused, "clock.extended-too-late"),
        ({"by": Period.read("6 working-day")}, InvalidValue, "clock.extended-too-far"),
        ({"by": Period.read("1 month")}, InvalidValue, "clock.extended-too-far"),
        ({"by": Period.read("0 working-day")}, InvalidValue, "clock.extended-by-nothing"),
        ({"why": "  "}, InvalidValue, "clock.extended-without-reason"),
        ({"lengths": LENGTHS}, Refused, "clock.length-not-given"),
    ],
)
def test_what_the_pack_does_not_allow_is_refused(
    given: dict[str, Any], error: type[TanymError], code: str
) -> None:
    state = _asked()
    with pytest.raises(error) as refused:
        _extend(state, **given)
    assert refused.value.code == code
    assert state == _asked()


def test_the_last_day_itself_is_early_enough() -> None:
    assert _extend(_asked(), on=date(2026, 3, 16)).running["answer"].due(CALENDAR) == date(2026, 3, 19)


def test_once_is_once_unless_the_pack_says_more() -> None:
    with pytest.raises(Refused) as refused:
        _extend(_extend(_asked()))
    assert refused.value.code == "clock.extended-already"
    twice = replace(LOAN, clocks={**LOAN.clocks, "answer": replace(LOAN.clocks["answer"], times=2)})
    longer = extend(
        twice,
        _extend(_asked()),
        clock="answer",
        party="clerk",
        person="saule",
        on=date(2026, 3, 18),
        by=Period.read("5 working-day"),
        why="again",
        calendar=CALENDAR,
        lengths=LONGER,
    ).state
    assert longer.running["answer"].due(CALENDAR) == date(2026, 3, 26)
    assert [one.why for one in longer.running["answer"].extensions] == ["The shelf is locked", "again"]


def test_a_clock_that_stands_still_is_not_extended_and_keeps_what_it_was_extended_by() -> None:
    longer = _extend(_asked(), on=MONDAY)  # by 19 March: 13 working days
    paused = _take(longer, "return", "clerk", "saule", date(2026, 3, 5))
    assert (paused.paused["answer"].left, paused.paused["answer"].cause) == (10, "return")
    with pytest.raises(Refused) as refused:
        _extend(paused)
    assert refused.value.code == "clock.not-running"
    again = _take(paused, "supply", "reader", "aigul", date(2026, 3, 9))
    assert again.running["answer"].due(CALENDAR) == date(2026, 3, 23)
    with pytest.raises(Refused) as refused:
        _extend(again, on=date(2026, 3, 9))
    assert refused.value.code == "clock.extended-already"


def test_a_term_that_begins_anew_may_be_extended_anew() -> None:
    anew = _take(_extend(_asked()), "think-again", "clerk", "saule", date(2026, 3, 6))
    assert anew.running["answer"].extensions == ()
    assert _extend(anew, on=date(2026, 3, 6)).running["answer"].due(CALENDAR) == date(2026, 3, 25)


def test_a_clock_that_the_pack_does_not_extend_is_not_extended() -> None:
    returned = _take(_asked(), "return", "clerk", "saule")
    with pytest.raises(Refused) as refused:
        _extend(returned, clock="papers")
    assert refused.value.code == "clock.not-extendable"
    assert furthest(LOAN, returned, "papers", MONDAY, CALENDAR, LONGER) is None


def test_another_version_of_the_procedure_extends_nothing() -> None:
    with pytest.raises(Refused) as refused:
        _extend(replace(_asked(), version="0" * 64))
    assert refused.value.code == "case.other-version"


def test_how_far_a_term_can_go_is_told_beforehand() -> None:
    def told(state: CaseState, on: date) -> date | None:
        return furthest(LOAN, state, "answer", on, CALENDAR, LONGER)

    assert told(_asked(), date(2026, 3, 16)) == date(2026, 3, 23)
    assert told(_asked(), date(2026, 3, 17)) is None
    assert told(_extend(_asked()), date(2026, 3, 16)) is None


def test_a_day_off_is_no_last_day() -> None:
    assert until(date(2026, 3, 19), date(2026, 3, 16), CALENDAR) == Period(3, Unit.WORKING_DAY)
    assert until(date(2026, 3, 2), date(2026, 3, 16), CALENDAR) == Period(0, Unit.WORKING_DAY)
    with pytest.raises(InvalidValue) as wrong:
        until(date(2026, 3, 21), date(2026, 3, 16), CALENDAR)
    assert wrong.value.code == "clock.extended-to-day-off"


def test_the_words_for_silence_are_told_with_the_clock() -> None:
    returned = _take(_asked(), "return", "clerk", "saule")
    told = {one.clock: one.tacit for one in readings(LOAN, returned, MONDAY, CALENDAR)}
    assert told["papers"]["en"] == "it lapses"
    assert told["answer"] == {}


def test_states_of_earlier_releases_read_and_write_the_same() -> None:
    before = to_json(_asked())
    assert set(before["running"]["answer"]) == {"since", "length", "unit", "first_day"}
    old = {**before, "running": {}, "paused": {"answer": {"left": 3, "unit": "working-day"}}}
    assert to_json(from_json(old)) == old
    assert from_json(old).paused["answer"].cause == ""


def test_an_extended_and_a_paused_clock_survive_the_way_through_json() -> None:
    for state in (_extend(_asked()), _take(_extend(_asked()), "return", "clerk", "saule", date(2026, 3, 9))):
        assert from_json(to_json(state)) == state


@pytest.mark.parametrize(
    "broken",
    [{"added": ["soon"]}, {"added": 3}, {"extensions": [{}]}, {"extensions": [{"on": 1}]}, {"extensions": 7}],
)
def test_a_state_that_no_release_wrote_is_refused(broken: dict[str, Any]) -> None:
    written = to_json(_asked())
    written["running"]["answer"] |= broken
    with pytest.raises(InvalidValue) as wrong:
        from_json(written)
    assert wrong.value.code == "case.form"


# --- what the checker says of a table ---

EXTENDING = replace(
    KNOWN,
    values={**KNOWN.values, "longer": "period"},
    letters=parse_letters(
        {
            "letter": {
                name: {
                    "to": to,
                    "subject": dict.fromkeys(("kk", "ru", "en"), "{case}"),
                    "body": dict.fromkeys(("kk", "ru", "en"), "{due}"),
                }
                for name, to in (("received", "reader"), ("inside", "library"), ("outside", "nobody"))
            }
        }
    ),
)


def _faults(change: Callable[[dict[str, Any]], object]) -> set[str]:
    def changed(content: dict[str, Any]) -> None:
        _extends(content)
        change(content)

    return {fault.code for fault in check_procedure(loan(changed), EXTENDING)}


def test_a_table_that_extends_soundly_has_no_fault() -> None:
    assert _faults(lambda content: None) == set()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"extends": "nothing"}, "clock.value-unknown"),
        ({"extended_by": ["ghost"]}, "party.unknown"),
        ({"notice": "ghost"}, "letter.unknown"),
        ({"notice": "outside"}, "letter.addressee-unknown"),
        ({"notice": "inside"}, "clock.notice-to-itself"),
        ({"cites": []}, "cite.missing"),
        ({"cites": ["ghost, 1 [V]"]}, "cite.unknown-source"),
        ({"tacit": dict.fromkeys(("kk", "ru", "en"), "w")}, "clock.tacit-without-step"),
    ],
)
def test_each_fault_of_an_extension_is_found(change: dict[str, Any], code: str) -> None:
    assert code in _faults(lambda content: content["clock"]["answer"].update(change))


def test_words_for_silence_stand_in_three_languages() -> None:
    assert "words.missing" in _faults(lambda content: content["clock"]["papers"]["tacit"].pop("kk"))


@pytest.mark.parametrize(
    "change",
    [
        {"extends": ""},
        {"times": 0},
        {"times": True},
        {"extended_by": "clerk"},
        {"tacit": "soon"},
        {"extends": 3},
    ],
)
def test_what_is_written_wrongly_is_refused(change: dict[str, Any]) -> None:
    content = table(_extends)
    content["clock"]["answer"] |= change
    with pytest.raises(InvalidValue) as wrong:
        loan(lambda fresh: (fresh.clear(), fresh.update(content)))
    assert wrong.value.code == "procedure.form"


def test_an_extension_without_its_letter_is_no_extension() -> None:
    for missing in ("notice", "extended_by"):
        with pytest.raises(InvalidValue):
            loan(lambda fresh, gone=missing: (_extends(fresh), fresh["clock"]["answer"].pop(gone)))
    with pytest.raises(InvalidValue):
        loan(lambda fresh: (_extends(fresh), fresh["clock"]["answer"].pop("extends")))


# --- properties, over the calendar of the country with its moved days ---

KZ: Calendar = calendars()["kz"]
DAYS = st.dates(date(2025, 2, 1), date(2028, 6, 30))
WORKING = st.integers(1, 60).map(lambda length: Period(length, Unit.WORKING_DAY))
PERIODS = (
    WORKING
    | st.integers(1, 90).map(lambda length: Period(length, Unit.DAY))
    | st.integers(1, 4).map(lambda length: Period(length, Unit.MONTH))
)
FIRST = st.sampled_from(FirstDay)


def _running(since: date, period: Period, first_day: FirstDay = FirstDay.NEXT_DAY) -> Running:
    return Running(since, period.length, period.unit, first_day)


def _longer(clock: Running, by: Period) -> Running:
    before = clock.due(KZ)
    return clock.extended(by, Extension(clock.since, "p", "x", "w", before, KZ.due(before, by)))


@given(DAYS, PERIODS, FIRST, st.lists(PERIODS, max_size=3))
def test_a_term_always_ends_on_a_working_day(
    since: date, period: Period, first_day: FirstDay, by: list[Period]
) -> None:
    clock = _running(since, period, first_day)
    for one in by:
        clock = _longer(clock, one)
    assert KZ.is_working(clock.due(KZ))


@given(DAYS, PERIODS, st.lists(PERIODS, min_size=1, max_size=3))
def test_an_extension_never_shortens(since: date, period: Period, by: list[Period]) -> None:
    clock = _running(since, period)
    for one in by:
        longer = _longer(clock, one)
        assert longer.due(KZ) > clock.due(KZ)
        clock = longer


@given(DAYS, WORKING, WORKING)
def test_working_days_added_by_an_extension_are_those_of_a_longer_term(
    since: date, period: Period, by: Period
) -> None:
    whole = Period(period.length + by.length, Unit.WORKING_DAY)
    assert _longer(_running(since, period), by).due(KZ) == _running(since, whole).due(KZ)


@given(DAYS, WORKING, st.data())
def test_a_pause_of_working_days_never_loses_one(since: date, period: Period, data: st.DataObject) -> None:
    """What was used before the pause and what is left after it make the whole term, however long it stood still."""
    clock = _running(since, period)
    on = data.draw(st.dates(since, clock.due(KZ)))
    again = on + timedelta(days=data.draw(st.integers(0, 120)))
    paused = clock.paused(on, KZ, "ask")
    resumed = paused.resumed(again)
    used = KZ.working_days_between(since, on)
    assert used + paused.left == period.length
    assert KZ.working_days_between(again, resumed.due(KZ)) >= paused.left
    assert resumed.due(KZ) >= clock.due(KZ)
    assert KZ.is_working(resumed.due(KZ))


@given(DAYS, PERIODS, PERIODS, st.data())
def test_a_term_that_was_extended_loses_nothing_by_a_pause(
    since: date, period: Period, by: Period, data: st.DataObject
) -> None:
    clock = _longer(_running(since, period), by)
    on = data.draw(st.dates(since, clock.due(KZ)))
    resumed = clock.paused(on, KZ, "ask").resumed(on)
    assert resumed.due(KZ) == clock.due(KZ)
    assert resumed.extensions == clock.extensions


@given(st.lists(st.sampled_from(["return", "supply", "extend", "think-again"]), max_size=12))
def test_the_order_of_acts_is_kept_and_a_refused_act_changes_nothing(acts: list[str]) -> None:
    state, day = _asked(), MONDAY
    for act in acts:
        day += timedelta(days=1)
        before = to_json(state)
        try:
            if act == "extend":
                state = _extend(state, on=day, by=Period.read("1 working-day"))
            else:
                party = "reader" if act == "supply" else "clerk"
                state = _take(state, act, party, "aigul" if act == "supply" else "saule", day)
        except TanymError:
            assert to_json(state) == before
            continue
        assert state.last_on == day
        assert from_json(to_json(state)) == state
        for clock in (*state.running.values(), *state.paused.values()):
            days = [one.on for one in clock.extensions]
            assert days == sorted(days)
            assert len(days) <= 1
