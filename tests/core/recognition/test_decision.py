"""A decision follows from findings on every outcome, with reasons; credits follow from the decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue
from tanym.core.qualifications.design import LearningOutcome
from tanym.core.recognition.appeal import AppealDecision, AppealResult, check_appeal, final
from tanym.core.recognition.decision import (
    CommissionDecision,
    OutcomeFinding,
    PartialCredits,
    Result,
    allowed_results,
    check_decision,
    credits_due,
    proposed_findings,
)
from tanym.core.recognition.judgement import Achievement, OutcomeJudgement, by_outcome
from tests.core.recognition.case import DAY, TARGET, decided, judged

BOTH = by_outcome(TARGET, judged())
FIRST = by_outcome(TARGET, judged(second=Achievement.PARTLY))
NEITHER = by_outcome(TARGET, judged(Achievement.NOT, Achievement.NOT))


def _codes(decision: CommissionDecision, judgements: dict[str, OutcomeJudgement] = BOTH) -> list[str]:
    return [fault.code for fault in check_decision(TARGET, judgements, decision)]


def test_a_judgement_without_reasons_is_none() -> None:
    with pytest.raises(InvalidValue) as refused:
        OutcomeJudgement("lo-1", Achievement.NOT, " ", "timur", DAY)
    assert refused.value.code == "judgement.no-reasons"


def test_the_latest_judgement_of_an_outcome_counts() -> None:
    later = OutcomeJudgement("lo-1", Achievement.NOT, "Seen again.", "timur", DAY + timedelta(1))
    assert by_outcome(TARGET, (later, *judged()))["lo-1"] is later
    with pytest.raises(InvalidValue) as refused:
        by_outcome(TARGET, [replace(later, outcome="lo-9")])
    assert refused.value.code == "judgement.unknown-outcome"


def test_what_the_assessor_found_is_a_draft_for_the_commission() -> None:
    assert [one.recognised for one in proposed_findings(FIRST.values())] == [True, False]


@pytest.mark.parametrize(
    ("first", "second", "result"),
    [
        (True, True, Result.RECOGNISE),
        (True, False, Result.IN_PART),
        (False, True, Result.IN_PART),
        (False, False, Result.REFUSE),
    ],
)
def test_the_findings_allow_one_result(first: bool, second: bool, result: Result) -> None:
    assert allowed_results(TARGET, decided(first, second).findings) == {result}


def test_no_result_is_allowed_while_an_outcome_has_no_finding() -> None:
    assert allowed_results(TARGET, decided().findings[:1]) == frozenset()


def test_a_sound_decision_has_no_fault() -> None:
    assert _codes(decided()) == []
    assert _codes(decided(True, False), FIRST) == []
    assert _codes(decided(False, False), NEITHER) == []


@pytest.mark.parametrize(
    ("code", "decision"),
    [
        ("decision.outcome-missing", replace(decided(), findings=decided().findings[:1])),
        (
            "decision.outcome-twice-or-unknown",
            replace(decided(), findings=(*decided().findings, decided().findings[0])),
        ),
        (
            "decision.outcome-twice-or-unknown",
            replace(decided(), findings=(*decided().findings, OutcomeFinding("lo-9", True, "Why not."))),
        ),
        (
            "decision.finding-without-reasons",
            replace(decided(), findings=(replace(decided().findings[0], reasons=" "), decided().findings[1])),
        ),
        ("decision.departs-without-reason", decided(True, False)),
        ("decision.result-not-allowed", decided(result=Result.IN_PART)),
        ("decision.result-not-allowed", decided(result=Result.REFUSE)),
    ],
)
def test_a_decision_that_cannot_be_made_is_named(code: str, decision: CommissionDecision) -> None:
    assert code in _codes(decision)


def test_a_refusal_gives_reasons() -> None:
    assert _codes(replace(decided(False, False), reasons=" "), NEITHER) == ["decision.no-reasons"]


def test_nobody_decides_on_an_outcome_that_was_not_judged() -> None:
    assert _codes(decided(), {"lo-1": BOTH["lo-1"]}) == ["decision.not-judged"]


def test_a_commission_may_depart_from_the_assessor_when_it_says_why() -> None:
    findings = (
        decided().findings[0],
        OutcomeFinding("lo-2", False, "Not shown.", departs="The interview was on lo-1."),
    )
    assert _codes(CommissionDecision(Result.IN_PART, findings, "One is missing.", DAY)) == []


def test_a_departure_does_not_give_the_assessors_reasons_for_the_opposite() -> None:
    theirs = FIRST["lo-2"].reasons
    kept = OutcomeFinding("lo-2", True, f" {theirs}\n", departs="The annex shows it.")
    copied = CommissionDecision(Result.RECOGNISE, (decided().findings[0], kept), "Both are shown.", DAY)
    assert _codes(copied, FIRST) == ["decision.reasons-of-the-opposite"]
    own = replace(kept, reasons="The annex shows each step.")
    assert _codes(replace(copied, findings=(copied.findings[0], own)), FIRST) == []
    agrees = replace(kept, recognised=False, departs="")
    assert _codes(replace(copied, result=Result.IN_PART, findings=(copied.findings[0], agrees)), FIRST) == []


def test_a_partial_decision_names_the_gap() -> None:
    assert decided(True, False).missing == ("lo-2",)
    assert decided(True, False).recognised == {"lo-1"}


def test_only_full_recognition_brings_the_credits_of_the_discipline() -> None:
    assert credits_due(TARGET, decided()) == 500
    assert credits_due(TARGET, decided(True, False)) == 0
    assert credits_due(TARGET, decided(False, False), PartialCredits.BY_OUTCOMES) == 0


def test_an_institution_s_rule_may_give_whole_credits_for_a_part() -> None:
    assert credits_due(TARGET, decided(True, False), PartialCredits.BY_OUTCOMES) == 200


@given(st.integers(1, 40), st.lists(st.booleans(), min_size=1, max_size=12), st.sampled_from(PartialCredits))
def test_credits_are_whole_and_never_more_than_the_discipline_s(
    credits: int, recognised: list[bool], partial: PartialCredits
) -> None:
    outcomes = tuple(LearningOutcome(f"lo-{n}") for n in range(len(recognised)))
    target = replace(TARGET, outcomes=outcomes, credits=credits * 100)
    findings = tuple(OutcomeFinding(f"lo-{n}", one, "So seen.") for n, one in enumerate(recognised))
    (result,) = allowed_results(target, findings)
    due = credits_due(target, CommissionDecision(result, findings, "Compared.", DAY), partial)
    assert due % 100 == 0
    assert 0 <= due <= target.credits
    assert (due == target.credits) == all(recognised)


FIRST_DECISION = decided(True, False)
REVERSED = CommissionDecision(
    Result.RECOGNISE,
    (FIRST_DECISION.findings[0], OutcomeFinding("lo-2", True, "Shown again.", departs="New interview.")),
    "Both are shown.",
    DAY,
)


def test_an_appeal_may_put_another_decision_in_the_first_one_s_place() -> None:
    appeal = AppealDecision(AppealResult.REVERSE, "The interview was held again.", DAY, REVERSED)
    assert check_appeal(TARGET, FIRST, FIRST_DECISION, appeal) == ()
    assert final(FIRST_DECISION, appeal) is REVERSED
    assert final(FIRST_DECISION, None) is FIRST_DECISION


@pytest.mark.parametrize(
    ("code", "appeal"),
    [
        ("appeal.changes-nothing", AppealDecision(AppealResult.REVERSE, "Why.", DAY)),
        ("appeal.changes-nothing", AppealDecision(AppealResult.REVERSE, "Why.", DAY, FIRST_DECISION)),
        ("appeal.upholds-and-replaces", AppealDecision(AppealResult.UPHOLD, "Why.", DAY, REVERSED)),
        (
            "decision.result-not-allowed",
            AppealDecision(AppealResult.REVERSE, "Why.", DAY, replace(REVERSED, result=Result.REFUSE)),
        ),
    ],
)
def test_an_appeal_that_contradicts_itself_is_named(code: str, appeal: AppealDecision) -> None:
    assert [fault.code for fault in check_appeal(TARGET, FIRST, FIRST_DECISION, appeal)] == [code]


def test_upholding_leaves_the_first_decision() -> None:
    appeal = AppealDecision(AppealResult.UPHOLD, "It was right.", DAY)
    assert check_appeal(TARGET, FIRST, FIRST_DECISION, appeal) == ()
    assert final(FIRST_DECISION, appeal) is FIRST_DECISION
