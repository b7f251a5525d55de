"""A case takes the steps of its table and no other; every refusal is a code and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused, TanymError
from tanym.core.kernel.periods import FirstDay, Period
from tanym.core.procedures.advance import (
    Advanced,
    Changed,
    ClockChange,
    advance,
    judge,
    open_case,
    possible,
    row_for,
)
from tanym.core.procedures.answers import Answer, Moment, Outcome, met, not_met, undecided
from tanym.core.procedures.case_facts import CaseFacts
from tanym.core.procedures.clocks import Paused
from tanym.core.procedures.guards import oracle
from tanym.core.procedures.people import assign, parties_of, release
from tanym.core.procedures.state import Acted, CaseState, from_json, to_json
from tanym.core.procedures.table import Call
from tests.core.procedures.tables import CALENDAR, LENGTHS, MONDAY, loan, yes

LOAN = loan()
PEOPLE = {"reader": ["aigul"], "judge": ["timur"]}


def _opened(**more: Any) -> CaseState:
    given = {"on": MONDAY, "people": PEOPLE, "calendar": CALENDAR, "lengths": LENGTHS} | more
    return open_case(LOAN, **given)


def _take(
    state: CaseState, step: str, party: str, person: str | None, on: date = MONDAY, **more: Any
) -> Advanced:
    given = {"oracle": yes, "calendar": CALENDAR, "lengths": LENGTHS} | more
    return advance(LOAN, state, step=step, party=party, person=person, on=on, **given)


def _at_desk(on: date = MONDAY) -> CaseState:
    return _take(_opened(), "ask", "reader", "aigul", on).state


def test_a_step_tells_the_new_stage_its_letters_and_the_last_day() -> None:
    done = _take(_opened(), "ask", "reader", "aigul")
    assert done.state.stage == "desk"
    assert done.letters == ("received",)
    assert done.due == date(2026, 3, 16)
    assert done.clocks == (Changed("answer", ClockChange.STARTED, date(2026, 3, 16)),)
    assert done.state.acted == (Acted("aigul", "reader", "loan"),)


def test_effects_are_named_and_not_carried_out() -> None:
    done = _take(_at_desk(), "lend", "judge", "timur")
    assert done.effects == (Call("open-procedure", {"procedure": "loan"}),)
    assert done.state.running == {}
    assert done.due is None


def test_the_first_day_of_a_term_is_an_argument() -> None:
    done = _take(_opened(), "ask", "reader", "aigul", first_day=FirstDay.SAME_DAY)
    assert done.due == date(2026, 3, 13)


@pytest.mark.parametrize(
    ("step", "party", "person", "error", "code"),
    [
        ("lend", "judge", "timur", Refused, "case.not-now"),
        ("fly", "reader", "aigul", Refused, "case.not-now"),
        ("ask", "clerk", "saule", NotPermitted, "case.not-yours"),
        ("ask", "reader", "samal", NotPermitted, "case.not-yours"),
        ("ask", "reader", None, NotPermitted, "case.not-yours"),
        ("ask", "cat", "aigul", NotPermitted, "case.not-yours"),
    ],
)
def test_what_is_not_in_the_table_is_refused(
    step: str, party: str, person: str | None, error: type[TanymError], code: str
) -> None:
    state = _opened()
    with pytest.raises(error) as refused:
        _take(state, step, party, person)
    assert refused.value.code == code
    assert state == _opened()


def test_a_person_cannot_take_the_step_of_a_clock() -> None:
    state = _take(_at_desk(), "return", "clerk", "saule").state
    with pytest.raises(NotPermitted) as refused:
        _take(state, "lapse", "clock:papers", "saule", date(2026, 4, 1))
    assert refused.value.code == "case.not-yours"


def test_a_case_follows_the_version_that_it_began_under() -> None:
    newer = loan(lambda t: t["clock"]["answer"].pop("warn_at"))
    with pytest.raises(Refused) as refused:
        row_for(newer, _opened(), "ask")
    assert refused.value.code == "case.other-version"
    assert possible(newer, _opened(), ["reader"]) == ()


def test_an_act_cannot_lie_before_the_last_one() -> None:
    with pytest.raises(Refused) as refused:
        _take(_at_desk(), "lend", "judge", "timur", MONDAY - timedelta(1))
    assert refused.value.code == "case.earlier-day"


def test_nobody_acts_for_two_sides() -> None:
    with pytest.raises(NotPermitted) as refused:
        _take(_at_desk(), "return", "clerk", "aigul")
    assert refused.value.code == "case.two-sides"


def test_nobody_is_seated_on_two_sides() -> None:
    with pytest.raises(NotPermitted) as refused:
        _opened(people={"reader": ["aigul"], "judge": ["aigul"]})
    assert refused.value.code == "case.two-sides"
    with pytest.raises(NotPermitted):
        assign(LOAN, _opened(), "judge", "aigul")


def test_an_appeal_begins_with_the_first_case_s_list() -> None:
    first = _take(_at_desk(), "return", "clerk", "saule").state
    appeal = open_case(LOAN, on=MONDAY, people={}, calendar=CALENDAR, lengths=LENGTHS, appealed=first)
    assert appeal.everyone_of("loan") == {"aigul", "saule"}
    with pytest.raises(NotPermitted) as refused:
        assign(LOAN, appeal, "reader", "saule")
    assert refused.value.code == "case.two-sides"


def test_a_role_is_not_a_relation() -> None:
    with pytest.raises(InvalidValue) as refused:
        assign(LOAN, _opened(), "clerk", "saule")
    assert refused.value.code == "case.not-a-relation"


def test_who_steps_aside_may_not_act_any_more() -> None:
    state = release(_at_desk(), "judge", "timur")
    with pytest.raises(NotPermitted):
        _take(state, "lend", "judge", "timur")


def test_parties_follow_from_relations_and_roles_and_leave_out_the_other_side() -> None:
    state = _opened()
    assert parties_of(LOAN, state, "aigul", roles=["clerk"]) == ("reader",)
    assert parties_of(LOAN, state, "timur", roles=["clerk", "reader"]) == ("clerk", "judge")
    assert parties_of(LOAN, state, "samal") == ()


def test_possible_steps_are_those_of_the_parties() -> None:
    state = _at_desk()
    assert [row.do for row in possible(LOAN, state, ["clerk"])] == ["return", "think-again", "lend"]
    assert [row.do for row in possible(LOAN, state, ["judge"])] == ["lend"]
    assert possible(LOAN, state, ["reader"]) == ()


def test_a_pause_keeps_what_was_left() -> None:
    state = _at_desk()
    paused = _take(state, "return", "clerk", "saule", date(2026, 3, 5)).state
    assert paused.paused == {"answer": Paused(7, LENGTHS["answer-within"].unit, date(2026, 3, 5), "return")}
    resumed = _take(paused, "supply", "reader", "aigul", date(2026, 3, 10)).state
    assert resumed.running["answer"].due(CALENDAR) == date(2026, 3, 19)
    assert resumed.paused == {}


def test_a_pause_of_a_late_clock_keeps_it_late() -> None:
    paused = _take(_at_desk(), "return", "clerk", "saule", date(2026, 3, 18)).state
    assert paused.paused["answer"].left == -2
    resumed = _take(paused, "supply", "reader", "aigul", date(2026, 3, 20)).state
    assert resumed.running["answer"].due(CALENDAR) == date(2026, 3, 18)


def test_a_restart_begins_the_whole_term_anew() -> None:
    done = _take(_at_desk(), "think-again", "clerk", "saule", date(2026, 3, 9))
    assert done.state.stage == "desk"
    assert done.due == date(2026, 3, 23)


def test_a_term_is_kept_through_its_last_day() -> None:
    returned = _take(_at_desk(), "return", "clerk", "saule").state
    last, after = date(2026, 3, 9), date(2026, 3, 10)
    asked = oracle(CaseFacts())
    assert _take(returned, "supply", "reader", "aigul", last, oracle=asked).state.stage == "desk"
    with pytest.raises(Refused) as refused:
        _take(returned, "supply", "reader", "aigul", after, oracle=asked)
    assert refused.value.code == "case.supply.clock-running"
    with pytest.raises(Refused) as early:
        _take(returned, "lapse", "clock:papers", None, last)
    assert early.value.code == "case.clock-not-expired"
    lapsed = _take(returned, "lapse", "clock:papers", None, after).state
    assert (lapsed.stage, lapsed.running, lapsed.paused) == ("lapsed", {}, {})


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (not_met(missing="card"), "case.ask.documents-given"),
        (undecided(), "case.ask.documents-given.undecided"),
    ],
)
def test_a_guard_that_does_not_hold_refuses_with_its_own_code(answer: Answer, code: str) -> None:
    def ask(guard: Call, at: Moment) -> Answer:
        assert (at.step, at.person, at.on) == ("ask", "aigul", MONDAY)
        return answer

    with pytest.raises(Refused) as refused:
        _take(_opened(), "ask", "reader", "aigul", oracle=ask)
    assert refused.value.code == code
    assert refused.value.details["guard"] == "documents-given"
    assert {**answer.details}.items() <= refused.value.details.items()


def test_a_page_can_ask_all_guards_before_anybody_acts() -> None:
    state = _at_desk()
    answers = judge(
        row_for(LOAN, state, "lend"), Moment(state, "lend", "timur", MONDAY, CALENDAR), oracle(CaseFacts())
    )
    assert [(guard.name, answer.outcome) for guard, answer in answers] == [
        ("no-conflict", Outcome.UNDECIDED),
        ("rule-met", Outcome.UNDECIDED),
    ]
    assert met().outcome is Outcome.MET


def test_no_case_opens_while_a_length_is_not_given() -> None:
    with pytest.raises(Refused) as refused:
        _opened(lengths={"answer-within": Period.read("3 day")})
    assert refused.value.code == "clock.length-not-given"
    assert refused.value.details["value"] == "papers-within"


def test_a_procedure_may_start_a_clock_when_it_opens() -> None:
    quick = loan(lambda t: t["procedure"].update(start="desk", on_entry_starts=["answer"]))
    state = open_case(quick, on=MONDAY, people=PEOPLE, calendar=CALENDAR, lengths=LENGTHS)
    assert state.running["answer"].due(CALENDAR) == date(2026, 3, 16)
    with pytest.raises(Refused) as refused:
        open_case(quick, on=date(2029, 12, 30), people=PEOPLE, calendar=CALENDAR, lengths=LENGTHS)
    assert refused.value.code == "calendar.year-missing"


def test_a_case_is_written_to_plain_data_and_read_back() -> None:
    state = replace(_take(_at_desk(), "return", "clerk", "saule").state, stack={"kz": "0" * 64})
    assert from_json(to_json(state)) == state


@pytest.mark.parametrize(
    "change",
    [
        {"stage": None},
        {"opened_on": "yesterday"},
        {"people": []},
        {"acted": [{}]},
        {"running": {"a": {}}},
        {"stack": {"kz": 1}},
    ],
)
def test_a_broken_record_of_a_case_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue) as refused:
        from_json({**to_json(_at_desk()), **change})
    assert refused.value.code == "case.form"
