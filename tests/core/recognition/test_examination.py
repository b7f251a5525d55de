"""The gate of the theory and the result of an exam follow from what is on record, and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue
from tanym.core.recognition.appeal import AppealResult
from tanym.core.recognition.decision import CommissionDecision, OutcomeFinding, Result
from tanym.core.recognition.examination import (
    Examination,
    ExamResult,
    ExamSkill,
    Theory,
    check_reversal,
    left_by_appeal,
    result_of,
)
from tanym.core.recognition.judgement import Achievement
from tanym.core.rules import Outcome, check
from tests.rulepacks.stacks import DAY, stack_of

SHARE = Fraction(7, 10)
CUT, SEAT = ExamSkill("f1-s1", recognisable=True), ExamSkill("f1-s2")
PASSED = Examination(
    skills=(CUT, SEAT),
    whole=True,
    share=SHARE,
    theory=Theory(18, 20),
    judged={CUT.id: Achievement.ACHIEVED, SEAT.id: Achievement.ACHIEVED},
    personal={"safety": True, "precision": True},
    personal_share=Fraction(1, 2),
)

COUNTS = st.integers(1, 400).flatmap(lambda all_: st.tuples(st.integers(0, all_), st.just(all_)))
MARKS = st.sampled_from(Achievement)


@given(COUNTS)
def test_the_gate_of_the_theory_is_the_rule_of_the_pack(counts: tuple[int, int]) -> None:
    correct, questions = counts
    report = check(
        stack_of("oner-centre"),
        "exam",
        {"exam.theory_correct": correct, "exam.theory_questions": questions},
        DAY,
    )
    (found,) = (one for one in report.findings if one.rule == "KZ-PQ-01")
    assert Theory(correct, questions).exceeds(SHARE) is (found.outcome is Outcome.MET)
    assert (found.outcome is Outcome.MET) is (10 * correct > 7 * questions)


@pytest.mark.parametrize(("correct", "questions"), [(0, 0), (-1, 10), (11, 10)])
def test_a_count_of_answers_that_cannot_be_is_refused(correct: int, questions: int) -> None:
    with pytest.raises(InvalidValue, match=r"exam\.theory"):
        Theory(correct, questions)


@given(
    st.lists(st.tuples(st.booleans(), MARKS), min_size=1, max_size=6),
    COUNTS,
    st.lists(st.booleans(), max_size=5),
    st.booleans(),
    st.sampled_from([None, Fraction(1, 2), Fraction(1)]),
)
def test_a_result_never_recognises_what_was_not_shown(
    skills: list[tuple[bool, Achievement]],
    counts: tuple[int, int],
    personal: list[bool],
    whole: bool,
    personal_share: Fraction | None,
) -> None:
    examined = tuple(ExamSkill(str(n), apart) for n, (apart, _mark) in enumerate(skills))
    judged = {str(n): mark for n, (_apart, mark) in enumerate(skills)}
    exam = Examination(
        examined,
        whole,
        SHARE,
        Theory(*counts),
        judged,
        {str(n): shown for n, shown in enumerate(personal)},
        personal_share,
    )
    found = result_of(exam)
    assert found is not None
    shown = {name for name, mark in judged.items() if mark is Achievement.ACHIEVED}
    assert found.recognised <= shown
    assert (found.result is Result.REFUSE) is (not found.recognised)
    if found.recognised:
        assert exam.theory_passed
        assert exam.personal_shown
    if found.result is Result.RECOGNISE:
        assert shown == {one.id for one in examined}
    if found.result is Result.IN_PART and whole:
        assert found.recognised <= {one.id for one in examined if one.recognisable}


def test_everything_shown_is_the_whole_qualification() -> None:
    assert result_of(PASSED) == ExamResult(Result.RECOGNISE, frozenset({CUT.id, SEAT.id}))


def test_of_a_part_only_what_the_standard_lets_stand_alone_is_recognised() -> None:
    without = {**PASSED.judged, SEAT.id: Achievement.PARTLY}
    assert result_of(replace(PASSED, judged=without)) == ExamResult(Result.IN_PART, frozenset({CUT.id}))
    without = {**PASSED.judged, CUT.id: Achievement.NOT}
    assert result_of(replace(PASSED, judged=without)) == ExamResult(Result.REFUSE, frozenset())


def test_theory_that_is_not_passed_ends_the_exam_whatever_else_is_known() -> None:
    nothing_else = replace(PASSED, theory=Theory(14, 20), judged={}, personal=None)
    assert result_of(nothing_else) == ExamResult(Result.REFUSE, frozenset())


@pytest.mark.parametrize(
    "missing",
    [{"theory": None}, {"judged": {CUT.id: Achievement.ACHIEVED}}, {"personal": None}],
    ids=["theory", "practice", "personal"],
)
def test_there_is_no_result_before_every_part_is_assessed(missing: dict[str, object]) -> None:
    assert result_of(replace(PASSED, **missing)) is None  # type: ignore[arg-type]


def test_too_few_personal_competences_recognise_nothing() -> None:
    few = replace(PASSED, personal={"safety": False, "precision": False, "order": True})
    assert result_of(few) == ExamResult(Result.REFUSE, frozenset())
    assert result_of(replace(few, personal_share=None)) == result_of(PASSED)


def decided(result: Result, *recognised: str) -> CommissionDecision:
    findings = tuple(OutcomeFinding(one.id, one.id in recognised, "seen again") for one in PASSED.skills)
    return CommissionDecision(result, findings, "heard", date(2026, 6, 29))


def test_an_appeal_recognises_nothing_that_was_not_examined() -> None:
    no_theory = replace(PASSED, theory=Theory(14, 20), judged={}, personal=None)
    assert check_reversal(no_theory, decided(Result.REFUSE)) == ()
    (fault,) = check_reversal(no_theory, decided(Result.RECOGNISE, CUT.id, SEAT.id))
    assert fault.code == "exam.not-examined"


def test_an_appeal_recognises_no_skill_that_the_standard_does_not_let_stand_alone() -> None:
    assert check_reversal(PASSED, decided(Result.IN_PART, CUT.id)) == ()
    (fault,) = check_reversal(PASSED, decided(Result.IN_PART, SEAT.id))
    assert (fault.code, fault.place) == ("exam.skill-not-apart", SEAT.id)


@pytest.mark.parametrize(
    ("first", "appeal", "instead", "documented", "left"),
    [
        (Result.REFUSE, AppealResult.UPHOLD, None, False, "nothing"),
        (Result.IN_PART, AppealResult.UPHOLD, None, True, "nothing"),
        (Result.IN_PART, AppealResult.UPHOLD, None, False, "document"),
        (Result.IN_PART, None, None, False, "document"),
        (Result.IN_PART, AppealResult.REVERSE, Result.RECOGNISE, True, "document"),
        (Result.IN_PART, AppealResult.REVERSE, Result.REFUSE, True, "nothing"),
        (Result.REFUSE, AppealResult.REMIT, None, False, "practice"),
    ],
)
def test_an_appeal_leaves_what_its_result_asks_for(
    first: Result, appeal: AppealResult | None, instead: Result | None, documented: bool, left: str
) -> None:
    assert left_by_appeal(PASSED, first, appeal, instead, documented) == left


def test_theory_that_was_not_passed_is_what_is_examined_anew() -> None:
    failed = replace(PASSED, theory=Theory(14, 20))
    assert left_by_appeal(failed, Result.REFUSE, AppealResult.REMIT, None, False) == "theory"
