"""An evaluator looks up, checks, rates and compares; the guards of the table see it."""

from __future__ import annotations

from datetime import date

import pytest

from tanym.apps.evaluation.actions.check_authenticity import check_authenticity
from tanym.apps.evaluation.actions.compare import compare
from tanym.apps.evaluation.actions.drop_difference import drop_difference
from tanym.apps.evaluation.actions.find import find as keep_finding
from tanym.apps.evaluation.casefile import foreign_file
from tanym.apps.recognition.actions.refer import refer
from tanym.apps.recognition.checking import facts_of
from tanym.core.credentials.checks import Outcome
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.recognition.foreign.authenticity import Method
from tanym.core.recognition.foreign.difference import Difference
from tanym.core.recognition.foreign.findings import Finding, Part
from tests.apps.evaluation.conftest import AWARDED, found_by_rules

pytestmark = pytest.mark.django_db


def test_status_and_authenticity_come_before_the_comparison(walk) -> None:
    walk.to("evaluation")
    with pytest.raises(Refused, match="status-looked-up"):
        walk.mapped()
    walk.looked_up()
    with pytest.raises(Refused, match="authenticity-looked-into"):
        walk.mapped()
    walk.looked_into(Outcome.NOT_CHECKED)  # tried, and nothing is refused because of it
    walk.mapped()
    assert walk.case.stage == "comparison"
    facts = facts_of(walk.case, walk.at.date())
    assert facts["case.authenticity_result"] == "could-not-be-checked"
    assert facts["case.status_sources_official"] == {"Ministry of universities"}
    walk.judged()
    with pytest.raises(Refused, match="findings-complete"):
        walk.act(refer, "ainash")
    walk.found()
    walk.proposed()
    walk.act(refer, "ainash")
    outcome = found_by_rules(walk.case, walk.at.date())
    asked = (
        "RC-01",
        "RC-02",
        "RC-03",
        "RC-04",
        "RC-05",
        "RC-07",
        "RC-08",
        "RC-09",
        "RC-10",
        "RC-11",
        "RC-14-S",
    )
    assert {rule: outcome[rule] for rule in asked} == dict.fromkeys(asked, "met")


def test_only_the_evaluator_of_the_case_works_on_it_and_only_without_a_conflict(walk) -> None:
    walk.to("evaluation")
    finding = Finding(Part.ELEMENTS, "level", "not-available", because="It names none.")
    for stranger in ("leyla", "sanzhar", "marat", "timur", "arailym", "chiara"):
        with pytest.raises(NotPermitted):
            walk.act(keep_finding, stranger, finding=finding)
    walk.case.relation = ""
    walk.case.save()
    with pytest.raises(Refused, match=r"evaluation\.undeclared"):
        walk.act(keep_finding, "ainash", finding=finding)


def test_a_finding_a_check_and_a_difference_need_their_words(walk) -> None:
    walk.to("evaluation")
    item = walk.case.evidence.get()
    with pytest.raises(InvalidValue, match="without-reason"):
        walk.act(keep_finding, "ainash", finding=Finding(Part.ELEMENTS, "level", "not-available"))
    check = {"item": item, "outcome": Outcome.CONFIRMED}
    with pytest.raises(InvalidValue, match="without-note"):
        walk.act(check_authenticity, "ainash", **check, method=Method.REGISTER, note=" ")
    with pytest.raises(InvalidValue, match=r"evaluation\.method"):
        walk.act(check_authenticity, "ainash", **check, method=Method.SIGNATURE, note="x")
    hinders = Difference("", "level", "Lower.", obstacle="No.")
    with pytest.raises(InvalidValue, match="without-evidence"):
        walk.act(compare, "ainash", difference=hinders)
    walk.act(compare, "ainash", difference=Difference("", "workload", "One credit less."))
    row = walk.kept.differences.get()
    facts = facts_of(walk.case, walk.at.date())
    assert facts["case.differences_not_hindering"] == {str(row.pk)}
    walk.act(drop_difference, "ainash", difference=row.pk)
    assert foreign_file(walk.case, date(2026, 11, 23)).differences == ()


def test_a_source_of_another_day_is_shown_and_does_not_count(walk) -> None:
    walk.to("evaluation")
    walk.looked_up()
    walk.kept.sources.filter(official=True).update(for_day=date(2026, 1, 1))
    facts = facts_of(walk.case, walk.at.date())
    assert facts["case.status_sources"] == {"DEQAR"}
    assert facts["case.status_sources_official"] == frozenset()
    assert walk.kept.award_day == AWARDED
