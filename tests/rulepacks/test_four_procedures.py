"""What holds in each of the four procedures of recognition and in the appeal of each: withdrawal, the turn of the year."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import date

import pytest

from tanym.core.kernel.calendar import MovedDay
from tanym.core.kernel.periods import Period
from tanym.core.procedures.advance import Advanced, advance, open_case
from tanym.core.procedures.answers import Answer, Moment, Outcome
from tanym.core.procedures.state import CaseState
from tanym.core.procedures.table import CLOCK, PROCEDURE, Basis, Call, Procedure, Step
from tanym.rulepacks.procedures import calendars, procedure_in_force
from tests.rulepacks.stacks import stack_of

STACK = stack_of("sayram")
FOUR = ("academic", "professional", "validation", "foreign")
TABLES = {name: procedure_in_force(STACK, name) for one in FOUR for name in (one, f"{one}-appeal")}
CALENDAR = calendars()["kz"]
LONG = dict.fromkeys(
    (clock.lasts for table in TABLES.values() for clock in table.clocks.values()),
    Period.read("5 working-day"),
)
BEFORE_NEW_YEAR = date(2026, 12, 28)
DECIDES = frozenset({"decision-consistent", "standing-decision-covers", "majority"})
TAKES_BACK = frozenset({"withdraw", "stop"})


def _met(_guard: Call, _at: Moment) -> Answer:
    return Answer(Outcome.MET)


def _opened(table: Procedure, on: date, calendar=CALENDAR) -> CaseState:
    people = {
        name: ["aigul" if name == "claimant" else f"one-{party.side}"]
        for name, party in table.parties.items()
        if party.basis is Basis.RELATION
    }
    return open_case(table, on=on, people=people, calendar=calendar, lengths=LONG)


def _taken(table: Procedure, state: CaseState, row: Step, on: date, calendar=CALENDAR) -> Advanced:
    party = row.by[0]
    person = (*state.people.get(party, ()), f"one-{table.parties[party].side}")[0]
    return advance(
        table,
        state,
        step=row.do,
        party=party,
        person=person,
        on=on,
        oracle=_met,
        calendar=calendar,
        lengths=LONG,
    )


def _before_the_decision(table: Procedure) -> dict[str, CaseState]:
    """Every stage that people reach before anything is decided, with a case that stands there."""
    first = _opened(table, BEFORE_NEW_YEAR)
    found, queue = {first.stage: first}, deque([first])
    while queue:
        state = queue.popleft()
        for row in table.steps_from(state.stage):
            decides = DECIDES & {call.name for call in row.guards}
            if decides or row.do in TAKES_BACK or row.by[0].startswith((CLOCK, PROCEDURE)):
                continue
            moved = _taken(table, state, row, BEFORE_NEW_YEAR).state
            if moved.stage not in found and not table.stages[moved.stage].end:
                found[moved.stage] = moved
                queue.append(moved)
    return found


STANDING = [(name, state) for name, table in TABLES.items() for state in _before_the_decision(table).values()]


@pytest.mark.parametrize(("name", "state"), STANDING, ids=[f"{name} {one.stage}" for name, one in STANDING])
def test_the_claimant_may_take_it_back_in_every_stage_before_the_decision(
    name: str, state: CaseState
) -> None:
    table = TABLES[name]
    row = next(one for one in table.steps_from(state.stage) if one.do in TAKES_BACK)
    after = _taken(table, state, row, BEFORE_NEW_YEAR)
    assert row.by == ("claimant",)
    assert table.stages[after.state.stage].end in ("withdrawn", "stopped")
    assert (after.state.running, after.state.paused) == ({}, {})
    assert after.letters


def test_no_procedure_has_fewer_stages_to_take_it_back_in_than_are_passed() -> None:
    """The walk above reaches what it is to reach: seven stages at least in each of the four, two in each appeal."""
    passed = {name: len(_before_the_decision(table)) for name, table in TABLES.items()}
    assert all(number >= (2 if name.endswith("-appeal") else 6) for name, number in passed.items()), passed


@pytest.mark.parametrize(("name", "state"), STANDING, ids=[f"{name} {one.stage}" for name, one in STANDING])
def test_a_term_over_new_year_leaves_out_the_days_off_and_follows_a_day_that_is_moved(
    name: str, state: CaseState
) -> None:
    """1, 2 and 7 January are off, and 4 January for 2 January; then 5 January is moved, too, after the term began."""
    year = CALENDAR.years[2027]
    moved = replace(year, moved=(*year.moved, MovedDay(date(2027, 1, 5))))
    later = replace(CALENDAR, years={**CALENDAR.years, 2027: moved})
    clock = TABLES[name].stages[state.stage].clock
    if not clock:
        assert TABLES[name].stages[state.stage].no_clock
        return
    running = state.running[clock]
    assert running.due(CALENDAR) == date(2027, 1, 6)
    assert running.due(later) == date(2027, 1, 8)
    assert not running.is_over(date(2027, 1, 8), later)
