"""What a case tells the own rules of an institution: coverage, day of application, that no grade is carried over."""

from __future__ import annotations

from dataclasses import replace

from tanym.core.recognition.facts import case_facts
from tanym.core.recognition.mapping import OutcomeMapping
from tanym.core.rules import Outcome, check
from tests.core.recognition.case import DAY
from tests.core.recognition.test_facts import HANDLED, PREPARED, _with, decided, stack_on


def test_outcomes_with_evidence_are_covered_and_those_shown_directly_are_not() -> None:
    facts = case_facts(PREPARED, HANDLED, DAY)
    assert (facts["case.outcomes_covered"], facts["case.outcomes_of_target"]) == (1, 2)
    bare = replace(PREPARED, mapping=OutcomeMapping(frozenset(), frozenset({"lo-1", "lo-2"})))
    found = check(stack_on(DAY), "case", case_facts(bare, HANDLED, DAY), DAY).finding("KZ-RU-03")
    assert found is not None
    assert found.outcome is Outcome.NOT_MET


def test_the_day_of_the_application_is_that_of_its_submission() -> None:
    assert case_facts(PREPARED, HANDLED, DAY)["case.applied_on"] == DAY
    assert "case.applied_on" not in case_facts(PREPARED, replace(HANDLED, submitted_on=None), DAY)


def test_a_decision_carries_no_grade_over_and_counts_in_no_average() -> None:
    assert "case.grade_carried" not in case_facts(PREPARED, HANDLED, DAY)
    report = check(stack_on(DAY), "case", case_facts(_with(decided()), HANDLED, DAY), DAY)
    for rule in ("KZ-RU-07", "KZ-RU-08"):
        found = report.finding(rule)
        assert found is not None
        assert found.outcome is Outcome.MET
