"""Track A from application to credits, with the guards reading a real file at every step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tanym.core.kernel.errors import NotPermitted, Refused
from tanym.core.procedures.advance import Advanced, advance, open_case
from tanym.core.procedures.case_facts import Interview
from tanym.core.procedures.commission import Vote
from tanym.core.procedures.guards import oracle
from tanym.core.procedures.state import CaseState
from tanym.core.procedures.table import Procedure
from tanym.core.recognition.appeal import AppealDecision, AppealResult
from tanym.core.recognition.decision import CommissionDecision, OutcomeFinding, Result
from tanym.core.recognition.file import RecognitionFile, guard_facts
from tanym.core.recognition.judgement import Achievement
from tanym.core.recognition.mapping import Link, OutcomeMapping
from tanym.rulepacks.procedures import calendar_of, lengths, procedure_in_force, quorum
from tests.core.recognition.case import (
    CERTIFICATE,
    CREDENTIAL,
    DAY,
    PANEL,
    SITTING,
    TARGET,
    decided,
    judged,
    minutes,
)
from tests.rulepacks.stacks import stack_of

STACK = stack_of("sayram")
ACADEMIC = procedure_in_force(STACK, "academic")
APPEAL = procedure_in_force(STACK, "academic-appeal")
CALENDAR = calendar_of(ACADEMIC)
PAPERS = frozenset({"application", "identity", "result"})
PREPARED = RecognitionFile(
    target=TARGET,
    evidence=(CREDENTIAL, CERTIFICATE),
    documents_given=PAPERS,
    complete_on=DAY,
    mapping=OutcomeMapping(frozenset({Link("e-1", "lo-1"), Link("e-2", "lo-2")})),
    conflicted=frozenset(),
    interview=Interview(DAY, ("timur",), "They spoke about tables."),
    judgements=judged(),
)
BEFORE_COMMISSION = (
    ("submit", "claimant", "aigul"),
    ("accept", "secretary", "saule"),
    ("map", "assessor", "timur"),
    ("interview", "assessor", "timur"),
    ("refer", "assessor", "timur"),
)


def _open() -> CaseState:
    people = {"claimant": ["aigul"], "assessor": ["timur"], "chair": ["aliya"]}
    return open_case(ACADEMIC, on=DAY, people=people, calendar=CALENDAR, lengths=lengths(STACK, ACADEMIC))


def _take(
    state: CaseState,
    file: RecognitionFile,
    step: str,
    party: str,
    person: str | None,
    procedure: Procedure = ACADEMIC,
) -> Advanced:
    facts = guard_facts(file, procedure, state, step, quorum(STACK, procedure))
    return advance(
        procedure,
        state,
        step=step,
        party=party,
        person=person,
        on=DAY,
        oracle=oracle(facts),
        calendar=CALENDAR,
        lengths=lengths(STACK, procedure),
    )


def _before_commission(file: RecognitionFile = PREPARED) -> CaseState:
    state = _open()
    for step, party, person in BEFORE_COMMISSION:
        state = _take(state, file, step, party, person).state
    return state


def _with(decision: CommissionDecision, file: RecognitionFile = PREPARED) -> RecognitionFile:
    return replace(file, panel=PANEL, sitting=SITTING, decision=decision, minutes=minutes(decision))


def test_a_case_goes_from_application_to_credits() -> None:
    file = _with(decided())
    recognised = _take(_before_commission(), file, "recognise", "chair", "aliya")
    assert [effect.name for effect in recognised.effects] == ["re-credit"]
    assert recognised.letters == ("recognised",)
    assert recognised.due == date(2026, 3, 5)
    with pytest.raises(Refused) as refused:
        _take(recognised.state, replace(file, credits_entered=300), "confirm-credits", "registrar", "rustem")
    assert refused.value.code == "case.confirm-credits.credits-entered"
    done = _take(
        recognised.state, replace(file, credits_entered=500), "confirm-credits", "registrar", "rustem"
    )
    assert (done.state.stage, done.state.running) == ("credited", {})


@pytest.mark.parametrize(
    ("step", "code", "file"),
    [
        ("submit", "case.submit.documents-given", replace(PREPARED, documents_given=PAPERS - {"identity"})),
        ("map", "case.map.no-conflict.undecided", replace(PREPARED, conflicted=None)),
        ("map", "case.map.no-conflict", replace(PREPARED, conflicted=frozenset({"timur"}))),
        ("map", "case.map.every-outcome-mapped", replace(PREPARED, mapping=OutcomeMapping())),
        ("interview", "case.interview.interview-recorded.undecided", replace(PREPARED, interview=None)),
        ("refer", "case.refer.every-outcome-judged", replace(PREPARED, judgements=judged()[:1])),
    ],
)
def test_a_step_waits_for_what_it_needs(step: str, code: str, file: RecognitionFile) -> None:
    state = _open()
    for do, party, person in BEFORE_COMMISSION:
        if do == step:
            with pytest.raises(Refused) as refused:
                _take(state, file, do, party, person)
            assert refused.value.code == code
            return
        state = _take(state, PREPARED, do, party, person).state


def test_papers_are_asked_for_by_name_and_supplied() -> None:
    state = _take(_open(), PREPARED, "submit", "claimant", "aigul").state
    with pytest.raises(Refused) as refused:
        _take(state, PREPARED, "ask-for-papers", "secretary", "saule")
    assert refused.value.code == "case.ask-for-papers.names-what-is-missing.undecided"
    asked = replace(PREPARED, missing_named=("translation",))
    state = _take(state, asked, "ask-for-papers", "secretary", "saule").state
    with pytest.raises(Refused) as again:
        _take(state, asked, "supply", "claimant", "aigul")
    assert again.value.details["missing"] == "translation"
    given = replace(asked, documents_given=PAPERS | {"translation"})
    assert _take(state, given, "supply", "claimant", "aigul").state.stage == "completeness"


@pytest.mark.parametrize(
    ("code", "fault", "change"),
    [
        (
            "quorum",
            "commission.inquorate",
            {"sitting": replace(SITTING, present=frozenset({"aliya"}), votes={})},
        ),
        (
            "quorum",
            "commission.even",
            {"sitting": replace(SITTING, panel=replace(PANEL, members=("aliya", "bolat")))},
        ),
        (
            "quorum",
            "commission.must-be-apart",
            {"sitting": replace(SITTING, panel=replace(PANEL, members=("aliya", "bolat", "timur")))},
        ),
        ("majority", "commission.no-majority", {"sitting": replace(SITTING, votes={"aliya": Vote.FOR})}),
        ("minutes-signed", None, {"minutes": minutes(decided(), signed=("aliya",))}),
        (
            "decision-consistent",
            "decision.departs-without-reason",
            {"judgements": judged(second=Achievement.NOT)},
        ),
    ],
)
def test_an_inquorate_or_divided_commission_cannot_decide(
    code: str, fault: str | None, change: dict[str, object]
) -> None:
    with pytest.raises(Refused) as refused:
        _take(_before_commission(), replace(_with(decided()), **change), "recognise", "chair", "aliya")
    assert refused.value.code == f"case.recognise.{code}"
    assert refused.value.details.get("fault") == fault


def test_the_chair_cannot_take_another_result_than_the_one_voted_on() -> None:
    with pytest.raises(Refused) as refused:
        _take(_before_commission(), _with(decided()), "refuse", "chair", "aliya")
    assert refused.value.details["fault"] == "commission.voted-on-other"


def test_the_claimant_cannot_judge_the_own_case() -> None:
    state = _take(_open(), PREPARED, "submit", "claimant", "aigul").state
    with pytest.raises(NotPermitted) as refused:
        _take(state, PREPARED, "accept", "secretary", "aigul")
    assert refused.value.code == "case.two-sides"


PARTLY = _with(decided(True, False), replace(PREPARED, judgements=judged(second=Achievement.NOT)))


def _appealed() -> tuple[CaseState, CaseState]:
    first = _take(_before_commission(PARTLY), PARTLY, "recognise-in-part", "chair", "aliya").state
    first = _take(first, PARTLY, "appeal", "claimant", "aigul").state
    appeal = open_case(
        APPEAL,
        on=DAY,
        people={"claimant": ["aigul"], "appeal-chair": ["gulnar"]},
        calendar=CALENDAR,
        lengths=lengths(STACK, APPEAL),
        appealed=first,
    )
    return first, appeal


SECOND_PANEL = replace(
    PANEL,
    members=("gulnar", "askar", "erlan"),
    offices={"chair": "gulnar", "deputy": "askar"},
    others={"appeal-secretary": "madina"},
)
REVERSED = AppealDecision(
    AppealResult.REVERSE,
    "A second interview was held.",
    DAY,
    CommissionDecision(
        Result.RECOGNISE,
        (
            OutcomeFinding("lo-1", True, "As before."),
            OutcomeFinding("lo-2", True, "Shown.", departs="New interview."),
        ),
        "Both are shown.",
        DAY,
    ),
)


def test_an_appeal_changes_the_decision_and_the_credits_follow() -> None:
    first, appeal = _appealed()
    file = replace(PARTLY, panel=SECOND_PANEL, sitting=None, minutes=None)
    heard = _take(appeal, file, "seat-panel", "appeal-secretary", "madina", APPEAL).state
    sitting = replace(SITTING, panel=SECOND_PANEL, present=frozenset(SECOND_PANEL.members))
    sitting = replace(sitting, votes=dict.fromkeys(SECOND_PANEL.members, Vote.FOR))
    written = replace(minutes(decided(), sitting, ("gulnar", "madina")), decision=REVERSED)
    file = replace(file, sitting=sitting, appeal=REVERSED, minutes=written)
    done = _take(heard, file, "reverse", "appeal-chair", "gulnar", APPEAL)
    assert [(effect.name, effect.arguments) for effect in done.effects] == [
        ("return-result", {"to": "academic"})
    ]
    assert file.credits_due == 500
    back = _take(first, file, "take-back-credits", "procedure:academic-appeal", None)
    assert (back.state.stage, list(back.state.running)) == ("recognised", ["credit"])
    with pytest.raises(Refused) as refused:
        _take(first, file, "take-back-nothing", "procedure:academic-appeal", None)
    assert refused.value.code == "case.take-back-nothing.no-credits-due"


def test_who_decided_first_may_not_sit_in_the_appeal() -> None:
    _, appeal = _appealed()
    with pytest.raises(Refused) as refused:
        _take(appeal, replace(PARTLY, sitting=None), "seat-panel", "appeal-secretary", "madina", APPEAL)
    assert refused.value.code == "case.seat-panel.panel-excludes-first"
    with pytest.raises(NotPermitted) as other_side:
        _take(
            appeal,
            replace(PARTLY, panel=SECOND_PANEL, sitting=None),
            "seat-panel",
            "appeal-secretary",
            "saule",
            APPEAL,
        )
    assert other_side.value.code == "case.two-sides"
