"""What the file and the handling of a case tell the rules, and what the rules then say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache, partial

import pytest

from tanym.core.procedures.case_facts import Interview
from tanym.core.recognition.decision import CommissionDecision
from tanym.core.recognition.evidence import Quality, Rating
from tanym.core.recognition.facts import Delay, Handling, Precedents, case_facts, standard
from tanym.core.recognition.file import RecognitionFile
from tanym.core.recognition.mapping import Link, OutcomeMapping
from tanym.core.recognition.routing import Route
from tanym.core.recognition.target import Target
from tanym.core.rules import Outcome, check
from tests.core.recognition.case import (
    CERTIFICATE,
    CREDENTIAL,
    DAY,
    SITTING,
    TARGET,
    decided,
    judged,
    minutes,
)
from tests.rulepacks.stacks import stack_of

stack_on = cache(partial(stack_of, "sayram"))
RATED = dict.fromkeys(Quality, Rating.YES)
PREPARED = RecognitionFile(
    target=TARGET,
    evidence=(replace(CREDENTIAL, ratings=RATED), replace(CERTIFICATE, ratings=RATED)),
    complete_on=DAY,
    mapping=OutcomeMapping(frozenset({Link("e-1", "lo-1")}), frozenset({"lo-2"})),
    interview=Interview(DAY, ("timur",), "They spoke about tables."),
    judgements=judged(),
)
HANDLED = Handling(
    kind="validation",
    purpose="exemption",
    route=Route.VALIDATION,
    route_by_rule=Route.VALIDATION,
    submitted_on=DAY,
    told_on=DAY,
    told=frozenset({"procedure", "documents", "time", "fee", "appeal"}),
    agreed_to=frozenset({"steps", "cost", "duration", "results", "data-use"}),
    receipt_told_on=DAY,
    shown_to_applicant=frozenset({"status"}),
    may=frozenset({"stop", "keep-documents"}),
    clock_started_on=DAY,
    delays={},
    entry_conditions_answered=frozenset({"age", "experience"}),
    precedents=Precedents(DAY),
    appeal_follows=True,
    attested={"case.guidance_periods": frozenset({"before", "during"})},
)
PARTLY = replace(decided(second=False), advice="Show how you find errors.")


def _said(file: RecognitionFile, handling: Handling = HANDLED, on: date = DAY) -> dict[str, Outcome]:
    report = check(stack_on(on), "case", case_facts(file, handling, on), on)
    return {finding.rule: finding.outcome for finding in report.findings}


def _with(decision: CommissionDecision) -> RecognitionFile:
    return replace(PREPARED, decision=decision, sitting=SITTING, minutes=minutes(decision))


@pytest.mark.parametrize("decision", [replace(decided(), advice="Go on."), PARTLY], ids=["full", "partial"])
def test_a_case_that_was_handled_well_breaks_no_rule(decision: CommissionDecision) -> None:
    said = _said(_with(decision))
    assert [rule for rule, outcome in said.items() if outcome is Outcome.NOT_MET] == []
    met = {rule for rule, outcome in said.items() if outcome is Outcome.MET}
    assert met >= {"RC-01", "RC-02", "RC-04", "RC-05", "RC-07", "RC-20", "RC-22", "RC-23", "RC-24", "RC-28"}
    assert met >= {"VL-01", "VL-02", "VL-03", "VL-05", "VL-06", "VL-08", "VL-09", "VL-10", "VL-13", "GO-03"}


@pytest.mark.parametrize(
    ("handling", "rule"),
    [
        (replace(HANDLED, purpose=""), "RC-01"),
        (replace(HANDLED, told=frozenset({"procedure"})), "RC-02"),
        (replace(HANDLED, told_on=date(2026, 3, 3)), "RC-02"),
        (replace(HANDLED, clock_started_on=date(2026, 3, 1)), "RC-04"),
        (replace(HANDLED, delays={"decision": Delay(reason="Late.")}), "RC-06"),
        (replace(HANDLED, appeal_follows=False), "RC-19"),
        (replace(HANDLED, precedents=Precedents(DAY, frozenset("p"), frozenset("p"))), "RC-20-D"),
        (replace(HANDLED, receipt_told_on=date(2026, 3, 9)), "RC-28"),
        (replace(HANDLED, agreed_to=frozenset()), "VL-01"),
        (replace(HANDLED, attested={"case.guidance_periods": frozenset({"before"})}), "VL-04"),
        (replace(HANDLED, entry_conditions_answered=frozenset()), "VL-13"),
        (replace(HANDLED, may=frozenset()), "VL-16"),
        (replace(HANDLED, texts=("Then you get a CIMEA statement of comparability.",)), "RC-24"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_was_not_done_breaks_its_rule(handling: Handling, rule: str) -> None:
    assert _said(_with(PARTLY), handling)[rule] is Outcome.NOT_MET


def test_a_reason_that_somebody_gives_for_another_route_settles_it() -> None:
    other = replace(HANDLED, route_by_rule=Route.EVALUATION)
    assert _said(_with(PARTLY), other)["RC-07"] is Outcome.UNDECIDED
    given = replace(other, attested={"case.route_reasons": "Exemption from one discipline was asked for."})
    assert _said(_with(PARTLY), given)["RC-07"] is Outcome.MET


def test_what_the_record_shows_comes_before_what_somebody_says() -> None:
    said = replace(HANDLED, attested={"case.purpose": "access"})
    assert case_facts(PREPARED, said, DAY)["case.purpose"] == "exemption"


def test_an_item_that_nobody_judged_to_the_end_breaks_its_rule() -> None:
    unread = replace(
        CREDENTIAL, ratings={**RATED, Quality.CURRENT: Rating.NO}
    )  # a "no" without a reason is no answer
    assert _said(replace(PREPARED, evidence=(unread,)))["VL-06"] is Outcome.NOT_MET


def test_joint_work_without_an_own_share_breaks_its_rule() -> None:
    joint = replace(CREDENTIAL, ratings=RATED, joint=True)
    assert _said(replace(PREPARED, evidence=(joint,)))["VL-07"] is Outcome.NOT_MET
    told = replace(joint, own_share="The tables.")
    assert _said(replace(PREPARED, evidence=(told,)))["VL-07"] is Outcome.MET


def test_an_outcome_that_nothing_shows_breaks_its_rule() -> None:
    mapped = OutcomeMapping(frozenset({Link("e-1", "lo-1")}))
    assert _said(replace(PREPARED, mapping=mapped))["VL-05"] is Outcome.NOT_MET


def test_a_refusal_without_advice_leaves_the_claimant_without_later_options() -> None:
    said = _said(_with(decided(first=False, second=False)))
    assert (said["RC-19"], said["VL-10-G"]) == (Outcome.NOT_MET, Outcome.NOT_MET)


def test_a_decision_by_another_version_of_the_standard_breaks_its_rule() -> None:
    other = Target(TARGET.code, TARGET.titles, 600, TARGET.outcomes)
    assert standard(other) != standard(TARGET)
    file = _with(PARTLY)
    assert file.minutes is not None
    assert _said(replace(file, minutes=replace(file.minutes, target=other)))["VL-02"] is Outcome.NOT_MET


def test_a_decision_that_nobody_signed_breaks_its_rule() -> None:
    file = replace(_with(PARTLY), minutes=minutes(PARTLY, signed=()))
    assert _said(file)["GO-03"] is Outcome.NOT_MET


def test_a_case_without_a_decision_is_late_by_the_day_of_asking() -> None:
    assert _said(PREPARED, on=date(2026, 7, 2))["RC-05"] is Outcome.MET
    assert _said(PREPARED, on=date(2026, 7, 3))["RC-05"] is Outcome.NOT_MET
    late = replace(decided(), on=date(2026, 7, 3))
    assert _said(_with(late), on=date(2026, 12, 1))["RC-05"] is Outcome.NOT_MET


def test_what_is_not_on_record_yet_is_absent() -> None:
    known = case_facts(RecognitionFile(TARGET), Handling(kind="validation", purpose="exemption"), DAY)
    assert "case.result" not in known
    assert "case.information_given" not in known
    assert None not in known.values()
    said = _said(RecognitionFile(TARGET), Handling(kind="validation", purpose="exemption"))
    silent = {rule for rule, outcome in said.items() if outcome is Outcome.NOT_MET}
    assert silent <= {"VL-05"}, "only what the empty file itself shows: no outcome has evidence"
