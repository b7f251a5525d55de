"""The procedures of the packs are sound, speak three languages, and hold under any sequence of acts."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.kernel.errors import NotFound, NotPermitted, TanymError
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.kernel.periods import FirstDay, Period
from tanym.core.procedures.advance import advance, open_case
from tanym.core.procedures.answers import Answer, Moment, Outcome
from tanym.core.procedures.case_facts import CaseFacts
from tanym.core.procedures.check import lengths_not_given
from tanym.core.procedures.commission import apart
from tanym.core.procedures.explore import explore
from tanym.core.procedures.guards import GUARDS, oracle
from tanym.core.procedures.parse import parse_procedure
from tanym.core.procedures.people import assign, release, with_acts_of
from tanym.core.procedures.state import CaseState, from_json, to_json
from tanym.core.procedures.table import Basis, Call, Procedure
from tanym.rulepacks.procedures import (
    calendar_of,
    calendars,
    check_procedures,
    first_day,
    lengths,
    letters_in_force,
    procedure_in_force,
    quorum,
)
from tanym.rulepacks.words import core_words
from tests.places import shared
from tests.rulepacks.stacks import DAY, INSTITUTIONS, stack_of

STACK = stack_of("sayram")
PROCEDURES = {name: procedure_in_force(STACK, name) for name in STACK.procedures}
CALENDAR = calendars()["kz"]
LONG = dict.fromkeys(
    (clock.lasts for p in PROCEDURES.values() for clock in p.clocks.values()), Period.read("5 working-day")
)
PEOPLE = ("aigul", "saule", "timur", "aliya", "rustem")


def test_the_procedures_of_kazakhstan_are_there() -> None:
    assert set(PROCEDURES) == {
        "academic",
        "academic-appeal",
        "accreditation",
        "approval",
        "foreign",
        "foreign-appeal",
        "professional",
        "professional-appeal",
        "provider-recognition",
        "validation",
        "validation-appeal",
    }


@pytest.mark.parametrize("institution", INSTITUTIONS)
def test_no_procedure_and_no_letter_has_a_fault(institution: str) -> None:
    assert [str(fault) for fault in check_procedures(stack_of(institution))] == []


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=lambda p: p.id)
def test_every_stage_and_every_step_is_reached(procedure: Procedure) -> None:
    walked = explore(procedure)
    assert walked.stages == set(procedure.stages)
    assert {step.do for _, step, _ in walked.moves} == {step.do for step in procedure.steps}


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=lambda p: p.id)
def test_every_step_has_words_for_a_button(procedure: Procedure) -> None:
    for step in procedure.steps:
        assert set(LANGUAGES) <= step.words.keys(), step.do


@pytest.mark.parametrize(
    ("institution", "procedure"),
    [
        ("sayram", "academic"),
        ("sayram", "academic-appeal"),
        ("sayram", "validation"),
        ("sayram", "validation-appeal"),
        ("kokzhar", "academic"),
        ("national-centre", "approval"),
        ("national-centre", "provider-recognition"),
        ("kasip-chamber", "accreditation"),
        ("oner-centre", "professional"),
        ("oner-centre", "professional-appeal"),
        ("national-centre", "foreign"),
        ("national-centre", "foreign-appeal"),
        ("sayram", "foreign"),
        ("sayram", "foreign-appeal"),
    ],
)
def test_an_institution_s_pack_gives_every_length(institution: str, procedure: str) -> None:
    stack = stack_of(institution)
    table = procedure_in_force(stack, procedure)
    assert lengths_not_given(table, lengths(stack, table)) == ()
    assert first_day(stack) is FirstDay.NEXT_DAY
    assert (quorum(stack, table) is None) == (table.commission is None)


def test_what_no_act_gives_is_not_given_by_the_nation() -> None:
    stack = stack_of("national-centre")
    given = lengths(stack, procedure_in_force(stack, "academic"))
    assert given == {}
    assert (
        str(lengths(stack, procedure_in_force(stack, "professional"))["appeal.lodge-within"])
        == "5 working-day"
    )


def test_a_procedure_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        procedure_in_force(STACK, "inquisition")


def test_a_new_version_is_followed_by_the_next_case_and_refused_by_the_open_one() -> None:
    path = shared("design/packs/examples/new-version/academic.procedure.toml")
    newer = parse_procedure(tomllib.loads(path.read_text(encoding="utf-8")))
    given = LONG | {"academic.authenticity-within": Period.read("3 working-day")}
    old = _open(PROCEDURES["academic"])
    with pytest.raises(TanymError) as refused:
        _act(newer, old, "submit", "claimant", "aigul", DAY, given)
    assert refused.value.code == "case.other-version"
    new = _act(newer, _open(newer, given), "submit", "claimant", "aigul", DAY, given)
    assert _act(newer, new, "accept", "secretary", "saule", DAY, given).stage == "authenticity"
    submitted = _act(PROCEDURES["academic"], old, "submit", "claimant", "aigul", DAY, LONG)
    assert (
        _act(PROCEDURES["academic"], submitted, "accept", "secretary", "saule", DAY, LONG).stage == "mapping"
    )


def test_a_partial_recognition_brings_its_part_to_the_registrar_when_nobody_appeals() -> None:
    """A first draft of the table lost it: only the walk by stage finds that."""
    academic = PROCEDURES["academic"]
    state, on = _open(academic), DAY
    acts = (
        ("submit", "claimant", "aigul"),
        ("accept", "secretary", "saule"),
        ("map", "assessor", "timur"),
        ("interview", "assessor", "timur"),
        ("refer", "assessor", "timur"),
        ("recognise-in-part", "chair", "aliya"),
    )
    for step, party, person in acts:
        state = _act(academic, state, step, party, person, on, LONG)
    due = state.running["appeal"].due(CALENDAR)
    done = advance(
        academic,
        state,
        step="close",
        party="clock:appeal",
        person=None,
        on=due + timedelta(1),
        oracle=_yes,
        calendar=CALENDAR,
        lengths=LONG,
    )
    assert (done.state.stage, list(done.state.running), [e.name for e in done.effects]) == (
        "recognised",
        ["credit"],
        ["re-credit"],
    )


def _yes(guard: Call, at: Moment) -> Answer:
    if guard.name == "clock-running":
        return oracle(CaseFacts())(guard, at)
    return Answer(Outcome.MET)


def _open(procedure: Procedure, given: dict[str, Period] = LONG) -> CaseState:
    relations = [name for name, party in procedure.parties.items() if party.basis is Basis.RELATION]
    seats = {
        "claimant": "aigul",
        "candidate": "aigul",
        "author": "aigul",
        "applicant": "aigul",
        "assessor": "timur",
        "examiner": "timur",
        "expert": "timur",
        "chair": "aliya",
    }
    people = {name: [seats.get(name, "kamila")] for name in relations}
    return open_case(procedure, on=DAY, people=people, calendar=CALENDAR, lengths=given)


def _act(
    procedure: Procedure,
    state: CaseState,
    step: str,
    party: str,
    person: str | None,
    on: date,
    given: dict[str, Period],
) -> CaseState:
    return advance(
        procedure,
        state,
        step=step,
        party=party,
        person=person,
        on=on,
        oracle=_yes,
        calendar=CALENDAR,
        lengths=given,
    ).state


def _tried(
    procedure: Procedure, state: CaseState, step: str, party: str, person: str | None, on: date
) -> CaseState | str:
    try:
        return _act(procedure, state, step, party, person, on, LONG)
    except TanymError as refused:
        return refused.code


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(PROCEDURES)), st.data())
def test_random_acts_never_leave_the_table(name: str, data: st.DataObject) -> None:
    """The stage's clock always runs, no clock survives an end, nobody acts for two sides, a refusal changes nothing."""
    procedure = PROCEDURES[name]
    state, on = _open(procedure), DAY
    steps = st.sampled_from([row.do for row in procedure.steps])
    for _ in range(data.draw(st.integers(1, 14))):
        on += timedelta(data.draw(st.sampled_from([0, 0, 0, 1, 3, 12])))
        here = procedure.steps_from(state.stage)
        step = data.draw(
            st.sampled_from([row.do for row in here]) if here and data.draw(st.booleans()) else steps
        )
        row = procedure.row(state.stage, step)
        party = data.draw(st.sampled_from(row.by if row else sorted(procedure.parties)))
        person = None if ":" in party else data.draw(st.sampled_from((*state.people.get(party, ()), *PEOPLE)))
        before = to_json(state)
        after = _tried(procedure, state, step, party, person, on)
        if isinstance(after, str):
            assert after in core_words()
            assert to_json(state) == before
            continue
        state = after
        assert row is not None
        assert party in row.by
        stage = procedure.stages[state.stage]
        assert not stage.clock or stage.clock in state.running
        assert not stage.end or not (state.running or state.paused)
        sides = {(one.person, one.side) for one in state.acted}
        assert len({person for person, _ in sides}) == len(sides)
        assert from_json(to_json(state)) == state


APPEALED = sorted(name for name in PROCEDURES if f"{name}-appeal" in PROCEDURES)


def _lodged(case: CaseState, on: date) -> CaseState:
    second = PROCEDURES[f"{case.procedure}-appeal"]
    return open_case(
        second,
        on=on,
        people={"claimant": ["aigul"]},
        calendar=CALENDAR,
        lengths=LONG,
        appealed=case,
    )


def test_a_result_taken_anew_after_an_appeal_is_appealed_before_a_third_panel() -> None:
    """The claimant, two examiners and two panels are five sides of one case, and nobody is of two of them."""
    table, second = PROCEDURES["professional"], PROCEDURES["professional-appeal"]
    assert second.commission is not None
    case, panels = _open(table), []
    for step, party, person in (
        ("submit", "claimant", "aigul"),
        ("accept", "officer", "saule"),
        ("refuse", "assessor", "timur"),
    ):
        case = _act(table, case, step, party, person, DAY, LONG)
    for chair, examiner in (("serik", "omar"), ("meiram", "asel")):
        case = _act(table, case, "appeal", "claimant", "aigul", DAY, LONG)
        assert (case.stage, case.running) == ("before_appeal", {})
        appeal = _lodged(case, DAY)
        assert apart(second.commission, appeal) == {"aigul", *case.everyone_of("professional"), *panels}
        for taken in (*case.everyone_of("professional"), "aigul"):
            with pytest.raises(NotPermitted):
                assign(second, appeal, "appeal-chair", taken)
        appeal = _act(second, appeal, "seat-panel", "appeal-secretary", f"clerk-{chair}", DAY, LONG)
        appeal = assign(second, appeal, "appeal-chair", chair)
        appeal = _act(second, appeal, "remit", "appeal-chair", chair, DAY, LONG)
        assert (appeal.stage, appeal.running) == ("remitted", {})
        panels += [chair, f"clerk-{chair}"]
        case = with_acts_of(case, appeal)
        case = _act(table, case, "take-back-theory", "procedure:professional-appeal", None, DAY, LONG)
        assert list(case.running) == ["exam"]
        with pytest.raises(NotPermitted):
            assign(table, case, "assessor", chair)
        case = assign(table, release(case, "assessor", case.people["assessor"][0]), "assessor", examiner)
        case = _act(table, case, "refuse", "assessor", examiner, DAY, LONG)
        assert (case.stage, list(case.running)) == ("failed", ["lodge"])
        assert from_json(to_json(case)) == case


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(APPEALED), st.data())
def test_no_appeal_after_another_leaves_the_tables_or_has_one_person_on_two_sides(
    name: str, data: st.DataObject
) -> None:
    """Cases and their appeals as the platform runs them: one open at a time, each giving back who acted in it."""
    table, second = PROCEDURES[name], PROCEDURES[f"{name}-appeal"]
    case, appeal, on = _open(table), None, DAY
    for _ in range(data.draw(st.integers(4, 24))):
        on += timedelta(data.draw(st.sampled_from([0, 0, 1, 4])))
        procedure, state = (second, appeal) if appeal else (table, case)
        here = [row for row in procedure.steps_from(state.stage) if ":" not in row.by[0]]
        if not here:
            break
        row = data.draw(st.sampled_from(here))
        party = data.draw(st.sampled_from(row.by))
        person = data.draw(st.sampled_from((*state.people.get(party, ()), *PEOPLE)))
        if party not in ("claimant",) and procedure.parties[party].basis is Basis.RELATION:
            try:
                state = assign(procedure, state, party, person)
            except NotPermitted:
                continue
        after = _tried(procedure, state, row.do, party, person, on)
        if isinstance(after, str):
            continue
        stage = procedure.stages[after.stage]
        assert not stage.clock or stage.clock in after.running
        assert not stage.end or not (after.running or after.paused)
        if appeal is None:
            case = after
            appeal = _lodged(case, on) if "open-procedure" in {call.name for call in row.effects} else None
        elif stage.end:
            back = [one for one in table.steps_from(case.stage) if f"procedure:{second.id}" in one.by]
            answer = data.draw(st.sampled_from(back))
            case = _act(
                table,
                with_acts_of(case, after),
                answer.do,
                f"procedure:{second.id}",
                None,
                on,
                LONG,
            )
            given_back = table.stages[case.stage]
            assert not given_back.clock or given_back.clock in case.running
            assert not given_back.end or not (case.running or case.paused)
            appeal = None
        else:
            appeal = after
        everybody = {(one.person, one.side) for one in (*case.acted, *(appeal.acted if appeal else ()))}
        assert len({person for person, _ in everybody}) == len(everybody)


def test_the_calendar_of_kazakhstan_covers_terms_of_three_years_and_says_that_it_was_not_read() -> None:
    assert sorted(CALENDAR.years) == [2025, 2026, 2027, 2028, 2029, 2030]
    assert {year.mark for year in CALENDAR.years.values()} == {"U"}
    assert all("Kurban ait" in year.note for year in CALENDAR.years.values())
    assert not any(moved.works_instead for year in CALENDAR.years.values() for moved in year.moved)


@pytest.mark.parametrize("year", range(2025, 2031))
def test_every_holiday_on_a_weekend_has_its_moved_day_except_religious_ones(year: int) -> None:
    known = CALENDAR.years[year]
    on_weekend = {day for day in known.off if day.weekday() >= 5 and (day.month, day.day) != (1, 7)}
    assert {moved.because_of for moved in known.moved} == on_weekend


def test_every_procedure_has_its_calendar() -> None:
    assert {calendar_of(procedure).id for procedure in PROCEDURES.values()} == {"kz"}


def test_every_letter_says_what_happened_and_the_ones_with_a_term_say_until_when() -> None:
    letters = letters_in_force(STACK)
    for procedure in PROCEDURES.values():
        for step in procedure.steps:
            to = procedure.stages[step.target(step.origins[0])]
            for name in step.letters:
                places = letters[name].places("en")
                assert "due" not in places or to.clock or step.effects, (
                    f"{procedure.id} {step.do}: no term to name"
                )
                assert places & {"case", "subject"}, name


@pytest.mark.parametrize("guard", sorted(GUARDS))
def test_every_guard_has_sentences_for_both_refusals(guard: str) -> None:
    for ending in ("", ".undecided"):
        assert f"case.recognise.{guard}{ending}" in core_words()
