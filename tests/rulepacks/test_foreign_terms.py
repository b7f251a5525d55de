"""Four months at most: whatever happens on the way, the clock of a foreign case tells the truth about its last day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.kernel.periods import Period
from tanym.core.procedures.advance import advance, open_case
from tanym.core.procedures.answers import Answer, Outcome
from tanym.core.procedures.extend import extend
from tanym.core.procedures.state import CaseState
from tanym.rulepacks.procedures import calendar_of, lengths, procedure_in_force
from tests.rulepacks.stacks import stack_of

INSTITUTIONS = ("national-centre", "sayram")
STACKS = {name: stack_of(name) for name in INSTITUTIONS}
TABLES = {name: procedure_in_force(stack, "foreign") for name, stack in STACKS.items()}
CALENDAR = calendar_of(TABLES["sayram"])
DAYS = st.dates(date(2026, 2, 2), date(2026, 10, 30)).map(CALENDAR.working_day_from)


def everything(*_asked: object) -> Answer:
    return Answer(Outcome.MET)


def case(institution: str, on: date) -> CaseState:
    table = TABLES[institution]
    return open_case(
        table,
        on=on,
        people={"claimant": ["leyla"], "assessor": ["ainash"], "chair": ["sanzhar"]},
        calendar=CALENDAR,
        lengths=lengths(STACKS[institution], table),
    )


def act(institution: str, state: CaseState, step: str, on: date, party: str, person: str | None) -> CaseState:
    table = TABLES[institution]
    return advance(
        table, state, step=step, party=party, person=person, on=on, oracle=everything,
        calendar=CALENDAR, lengths=lengths(STACKS[institution], table),
    ).state  # fmt: skip


def accepted(institution: str, on: date) -> CaseState:
    state = act(institution, case(institution, on), "submit", on, "claimant", "leyla")
    return act(institution, state, "accept", on, "secretary", "arailym")


@pytest.mark.parametrize("institution", INSTITUTIONS)
@given(on=DAYS)
@settings(max_examples=40, deadline=None)
def test_even_put_off_a_decision_is_due_within_four_months_and_a_day_off(institution: str, on: date) -> None:
    state, table, stack = accepted(institution, on), TABLES[institution], STACKS[institution]
    longest = stack.value("foreign.extend-by")
    assert isinstance(longest, Period)
    later = extend(
        table, state, clock="decide", party="secretary", person="arailym", on=on, by=longest, why="Much to read.",
        calendar=CALENDAR, lengths=lengths(stack, table),
    )  # fmt: skip
    four_months = CALENDAR.due(CALENDAR.due(on, Period.read("3 month")), Period.read("1 month"))
    assert later.state.running["decide"].due(CALENDAR) <= CALENDAR.working_day_from(four_months)


@pytest.mark.parametrize("institution", INSTITUTIONS)
@given(on=DAYS, asked_after=st.integers(0, 20), waited=st.integers(0, 29))
@settings(max_examples=40, deadline=None)
def test_waiting_for_the_issuer_loses_no_day_and_gains_none(
    institution: str, on: date, asked_after: int, waited: int
) -> None:
    state = accepted(institution, on)
    asked = on + timedelta(days=asked_after)
    left = (state.running["decide"].due(CALENDAR) - asked).days
    waiting = act(institution, state, "ask-issuer", asked, "assessor", "ainash")
    assert set(waiting.running) == {"issuer"}
    assert waiting.paused["decide"].left == left
    back = asked + timedelta(days=waited)
    again = act(institution, waiting, "go-on", back, "assessor", "ainash")
    assert set(again.running) == {"decide"}
    assert not again.paused
    assert again.running["decide"].due(CALENDAR) >= back + timedelta(days=left)


@given(on=DAYS)
@settings(max_examples=20, deadline=None)
def test_a_silent_issuer_ends_the_waiting_by_itself_and_refuses_nothing(on: date) -> None:
    state = act("national-centre", accepted("national-centre", on), "ask-issuer", on, "assessor", "ainash")
    after = state.running["issuer"].due(CALENDAR) + timedelta(days=1)
    again = act("national-centre", state, "issuer-silent", after, "clock:issuer", None)
    assert again.stage == "evaluation"
    assert "decide" in again.running


@pytest.mark.parametrize("institution", INSTITUTIONS)
def test_no_institution_gives_itself_more_than_four_months(institution: str) -> None:
    value = STACKS[institution].value("foreign.decide-within")
    assert isinstance(value, Period)
    assert str(value.unit) == "month"
    assert value.length <= 4
