"""The table of validation: stopping from every phase, one side for each person, nothing left behind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import NotPermitted
from tanym.core.procedures.explore import explore
from tanym.core.procedures.people import assign, with_actor
from tanym.core.procedures.state import CaseState
from tanym.core.recognition.validation.phases import ENDS, STOP
from tanym.rulepacks.procedures import procedure_in_force
from tests.rulepacks.stacks import DAY, stack_of

TABLE = procedure_in_force(stack_of("sayram"), "validation")
DECISIONS = ("recognise", "recognise-in-part", "refuse")
PEOPLE = ("yerlan", "laura", "timur", "aliya")
RELATIONS = tuple(name for name, party in TABLE.parties.items() if party.basis == "relation")
BEFORE_THE_DECISION = sorted(
    stage for stage in TABLE.stages if TABLE.row(stage, STOP) or stage in {"identification", "commission"}
)


def test_the_phases_end_with_steps_of_the_table() -> None:
    assert set(ENDS) | {STOP} <= {row.do for row in TABLE.steps}


@pytest.mark.parametrize("stage", BEFORE_THE_DECISION)
def test_from_every_stage_before_the_decision_the_claimant_may_stop(stage: str) -> None:
    row = TABLE.row(stage, STOP)
    assert row is not None
    assert row.by == ("claimant",)
    assert not row.guards, "nothing may stand in the way"
    assert TABLE.stages[row.to].end == "stopped"


def test_every_way_to_a_decision_can_be_stopped_and_leaves_no_clock() -> None:
    walked = explore(TABLE)
    deciding = {stage for do in DECISIONS for stage in TABLE.stages if TABLE.row(stage, do)}
    assert deciding == {"commission"}
    for before, step, after in walked.moves:
        if step.do == STOP:
            assert not after.running
            assert not after.paused
            assert before.stage in BEFORE_THE_DECISION


@given(st.lists(st.tuples(st.sampled_from(RELATIONS), st.sampled_from(PEOPLE), st.booleans()), max_size=12))
def test_no_order_of_seating_and_acting_lets_an_adviser_judge(
    acts: list[tuple[str, str, bool]],
) -> None:
    state = CaseState("validation", TABLE.version, TABLE.start, DAY, DAY)
    for party, person, does in acts:
        try:
            state = assign(TABLE, state, party, person)
        except NotPermitted:
            continue
        if does:
            state = with_actor(TABLE, state, party, person)
    for person in PEOPLE:
        sides = {TABLE.parties[name].side for name, who in state.people.items() if person in who}
        sides |= {one.side for one in state.acted if one.person == person}
        assert len(sides) <= 1
