"""The facts of an assessment, and what the rules on assessment then say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tanym import rulepacks
from tanym.core.qualifications.assessment_facts import Judged, assessment_facts
from tanym.core.qualifications.award import Cell
from tanym.core.qualifications.design import Assessment, Covering, Design, LearningOutcome
from tanym.core.rules import Outcome, check

DAY = date(2026, 3, 1)
DESIGN = Design(
    outcomes=(LearningOutcome("lo-1", kind="knowledge"), LearningOutcome("lo-2", kind="skill")),
    assessments=(
        Assessment("quiz", type="test", supervision="supervised", covers=(Covering("lo-1", threshold=60),)),
        Assessment(
            "task", type="practical-task", supervision="supervised-with-id", covers=(Covering("lo-2", threshold=50),)
        ),
    ),
)  # fmt: skip
RESULT = Judged(80, "Two sources named.", "supervised-with-id", frozenset({"omar"}), DAY)
JUDGED: dict[Cell, Judged] = {("quiz", "lo-1"): RESULT, ("task", "lo-2"): RESULT}
LAW = rulepacks.stack(rulepacks.load(["eu"]), DAY)


def outcomes(
    judged: dict[Cell, Judged] = JUDGED, design: Design = DESIGN, **known: list[str]
) -> dict[str, Outcome]:
    people = {"trained": [], "interested": []} | known
    facts = assessment_facts(design, judged, DAY, appeal="Write to the university.", **people)  # type: ignore[arg-type]
    report = check(LAW, "assessment", facts, DAY)
    return {one.rule: one.outcome for one in report.findings}


def test_a_complete_record_meets_what_it_can_show_and_leaves_the_rest_open() -> None:
    assert outcomes() == {
        "AS-01": Outcome.UNDECIDED,  # no register of assessors' qualifications
        "AS-02": Outcome.MET,
        "AS-03": Outcome.MET,
        "AS-03-S": Outcome.MET,
        "AS-04": Outcome.MET,
        "AS-05": Outcome.UNDECIDED,  # one rater; whether a sample was moderated nobody said
        "AS-06": Outcome.MET,
        "AS-07": Outcome.MET,
        "AS-08": Outcome.MET,
        "AS-09": Outcome.MET,
        "AS-10": Outcome.UNDECIDED,  # told how, not until when
        "AS-11": Outcome.UNDECIDED,
        "AS-12": Outcome.UNDECIDED,
    }


def test_who_taught_or_has_an_interest_does_not_assess() -> None:
    assert outcomes(trained=["omar"])["AS-02"] is Outcome.NOT_MET
    assert outcomes(interested=["omar"])["AS-02"] is Outcome.NOT_MET
    assert outcomes(trained=["pavel"])["AS-02"] is Outcome.MET


def test_a_result_without_reasons_is_no_result_and_cannot_be_traced() -> None:
    found = outcomes(JUDGED | {("task", "lo-2"): replace(RESULT, reasons=" ")})
    assert (found["AS-07"], found["AS-12"]) == (Outcome.NOT_MET, Outcome.NOT_MET)


def test_an_outcome_that_nobody_judged_is_missing() -> None:
    assert outcomes({("quiz", "lo-1"): RESULT})["AS-07"] is Outcome.NOT_MET


def test_identity_checked_less_strictly_than_planned_is_seen() -> None:
    weaker = JUDGED | {("task", "lo-2"): replace(RESULT, supervision="supervised")}
    assert outcomes(weaker)["AS-06"] is Outcome.NOT_MET
    assert outcomes({("quiz", "lo-1"): RESULT})["AS-06"] is Outcome.NOT_MET


def test_of_two_results_of_one_assessment_the_weaker_identification_counts() -> None:
    task = replace(DESIGN.assessments[1], covers=(Covering("lo-1"), Covering("lo-2")))
    judged = {("task", "lo-1"): replace(RESULT, supervision="unsupervised"), ("task", "lo-2"): RESULT}
    facts = assessment_facts(
        replace(DESIGN, assessments=(task,)), judged, DAY, trained=[], interested=[], appeal=""
    )
    assert facts["assessment.identity_checks"] == {"task": [{"mode": "unsupervised"}]}
    assert facts["assessment.identity_as_declared"] is False


def test_an_outcome_below_its_threshold_is_not_among_those_confirmed() -> None:
    below = JUDGED | {("task", "lo-2"): replace(RESULT, percent=49)}
    facts = assessment_facts(DESIGN, below, DAY, trained=[], interested=[], appeal="")
    assert facts["assessment.confirmed_scores"] == {"quiz/lo-1": 80}


def test_a_test_with_given_answers_needs_one_rater_and_does_not_show_a_skill() -> None:
    quiz = replace(
        DESIGN.assessments[0], covers=(Covering("lo-1", threshold=60), Covering("lo-2", threshold=60))
    )
    found = outcomes(
        {("quiz", "lo-1"): RESULT, ("quiz", "lo-2"): RESULT}, replace(DESIGN, assessments=(quiz,))
    )
    assert (found["AS-05"], found["AS-03-S"], found["AS-04"]) == (
        Outcome.NOT_APPLICABLE,
        Outcome.NOT_MET,
        Outcome.NOT_MET,
    )


def test_two_raters_of_every_open_result_are_enough() -> None:
    both = JUDGED | {("task", "lo-2"): replace(RESULT, assessors=frozenset({"omar", "ana"}))}
    assert outcomes(both)["AS-05"] is Outcome.MET


def test_the_facts_repeat_no_words_about_the_person() -> None:
    facts = assessment_facts(DESIGN, JUDGED, DAY, trained=[], interested=[], appeal="Write.")
    assert "sources" not in str(facts)
