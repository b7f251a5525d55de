"""Each guard answers met, not met or undecided, and silence is always undecided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.faults import Fault
from tanym.core.kernel.periods import Unit
from tanym.core.procedures.answers import Moment, Outcome
from tanym.core.procedures.case_facts import CaseFacts, CheckedRule, Interview
from tanym.core.procedures.clocks import Running
from tanym.core.procedures.commission import Panel, Sitting, Vote
from tanym.core.procedures.exam_guards import LEAVES
from tanym.core.procedures.guards import GUARDS, oracle
from tanym.core.procedures.state import CaseState
from tanym.core.procedures.table import Call
from tests.core.procedures.foreign_cases import FOREIGN_CASES
from tests.core.procedures.tables import CALENDAR, MONDAY

STATE = CaseState(
    "loan", "v", "desk", MONDAY, MONDAY, running={"answer": Running(MONDAY, 5, Unit.WORKING_DAY)}
)
AT = Moment(STATE, "recognise", "timur", MONDAY, CALENDAR)
NONE: frozenset[str] = frozenset()
ONE = frozenset({"lo-1"})
TWO = frozenset({"lo-1", "lo-2"})
MEMBERS = ("aliya", "bolat", "kamila")
SITTING = Sitting(Panel(MEMBERS), frozenset(MEMBERS), votes=dict.fromkeys(MEMBERS, Vote.FOR))
VOTED = {"sitting": SITTING, "quorum": Fraction(2, 3), "proposed": "recognise"}
BLOCKED = CheckedRule("MQ-01", Outcome.NOT_MET, blocks=True)
OPEN = CheckedRule("MQ-02", Outcome.UNDECIDED, blocks=True)
WARNED = CheckedRule("MQ-03", Outcome.NOT_MET, blocks=False)
MET, NOT_MET, UNDECIDED = Outcome


CASES: list[tuple[str, CaseFacts, Outcome]] = [
    ("documents-given", CaseFacts(documents_needed=ONE, documents_given=TWO), MET),
    ("documents-given", CaseFacts(documents_needed=TWO, documents_given=ONE), NOT_MET),
    ("documents-given", CaseFacts(documents_needed=ONE), UNDECIDED),
    ("names-what-is-missing", CaseFacts(missing_named=("identity",)), MET),
    ("names-what-is-missing", CaseFacts(missing_named=()), NOT_MET),
    ("names-what-is-missing", CaseFacts(missing_named=(" ",)), NOT_MET),
    ("no-conflict", CaseFacts(conflicted=frozenset({"omar"})), MET),
    ("no-conflict", CaseFacts(conflicted=frozenset({"timur"})), NOT_MET),
    ("every-outcome-mapped", CaseFacts(outcomes=ONE, mapped=TWO), MET),
    ("every-outcome-mapped", CaseFacts(outcomes=TWO, mapped=ONE), NOT_MET),
    ("every-outcome-judged", CaseFacts(outcomes=TWO, judged=TWO), MET),
    ("every-outcome-judged", CaseFacts(outcomes=TWO, judged=NONE), NOT_MET),
    ("personal-competences-judged", CaseFacts(personal_competences_judged=True), MET),
    ("personal-competences-judged", CaseFacts(personal_competences_judged=False), NOT_MET),
    ("interview-recorded", CaseFacts(interview=Interview(MONDAY, ("timur",), "They spoke.")), MET),
    ("interview-recorded", CaseFacts(interview=Interview(MONDAY, ("timur",), " ")), NOT_MET),
    ("interview-recorded", CaseFacts(interview=Interview(MONDAY, (), "They spoke.")), NOT_MET),
    ("interview-recorded", CaseFacts(interview=Interview(date(2026, 3, 3), ("timur",), "Later.")), NOT_MET),
    ("quorum", CaseFacts(**VOTED), MET),
    (
        "quorum",
        CaseFacts(sitting=replace(SITTING, recused=frozenset(MEMBERS[1:])), quorum=Fraction(2, 3)),
        NOT_MET,
    ),
    ("quorum", CaseFacts(**VOTED, panel_faults=(Fault("commission.even", "members"),)), NOT_MET),
    ("quorum", CaseFacts(sitting=SITTING), UNDECIDED),
    ("majority", CaseFacts(**VOTED), MET),
    ("majority", CaseFacts(**{**VOTED, "sitting": replace(SITTING, votes={})}), NOT_MET),
    ("majority", CaseFacts(**{**VOTED, "proposed": "refuse"}), NOT_MET),
    ("majority", CaseFacts(**{**VOTED, "sitting": replace(SITTING, recused=frozenset({"aliya"}))}), NOT_MET),
    ("majority", CaseFacts(sitting=SITTING), UNDECIDED),
    (
        "minutes-signed",
        CaseFacts(minutes_to_sign=frozenset({"aliya"}), minutes_signed=frozenset({"aliya"})),
        MET,
    ),
    ("minutes-signed", CaseFacts(minutes_to_sign=frozenset({"aliya"}), minutes_signed=NONE), NOT_MET),
    ("minutes-signed", CaseFacts(minutes_to_sign=NONE, minutes_signed=NONE), UNDECIDED),
    ("gaps-named", CaseFacts(outcomes_missing=ONE, gaps_named=ONE), MET),
    ("gaps-named", CaseFacts(outcomes_missing=TWO, gaps_named=ONE), NOT_MET),
    ("reasons-given", CaseFacts(reasons=("It was shown.",)), MET),
    ("reasons-given", CaseFacts(reasons=("It was shown.", "\n")), NOT_MET),
    ("decision-consistent", CaseFacts(decision_faults=()), MET),
    ("decision-consistent", CaseFacts(decision_faults=(Fault("decision.no-reasons", "decision"),)), NOT_MET),
    ("credits-entered", CaseFacts(credits_due=500, credits_entered=500), MET),
    ("credits-entered", CaseFacts(credits_due=500, credits_entered=300), NOT_MET),
    ("credits-entered", CaseFacts(credits_due=500), UNDECIDED),
    ("credits-due", CaseFacts(credits_due=500), MET),
    ("credits-due", CaseFacts(credits_due=0), NOT_MET),
    ("standing-decision-covers", CaseFacts(standing_decision=True), MET),
    ("standing-decision-covers", CaseFacts(standing_decision=False), NOT_MET),
    ("standing-decision-covers", CaseFacts(), UNDECIDED),
    ("no-credits-due", CaseFacts(credits_due=0), MET),
    ("no-credits-due", CaseFacts(credits_due=500), NOT_MET),
    ("panel-excludes-first", CaseFacts(first_panel=ONE, second_panel=frozenset({"x"})), MET),
    ("panel-excludes-first", CaseFacts(first_panel=ONE, second_panel=TWO), NOT_MET),
    ("panel-excludes-first", CaseFacts(first_panel=ONE, second_panel=NONE), UNDECIDED),
    ("profession-in-register", CaseFacts(profession_in_register=True), MET),
    ("profession-in-register", CaseFacts(profession_in_register=False), NOT_MET),
    ("retake-terms-named", CaseFacts(retake_terms="In a month."), MET),
    ("retake-terms-named", CaseFacts(retake_terms=" "), NOT_MET),
    ("temporary-incapacity-shown", CaseFacts(incapacity_shown=True), MET),
    ("temporary-incapacity-shown", CaseFacts(incapacity_shown=False), NOT_MET),
    ("experts-seated", CaseFacts(experts=ONE), MET),
    ("experts-seated", CaseFacts(experts=NONE), NOT_MET),
    ("visit-reported", CaseFacts(visit_reported=True), MET),
    ("visit-reported", CaseFacts(visit_reported=False), NOT_MET),
    ("criteria-judged", CaseFacts(criteria=ONE, criteria_judged=TWO), MET),
    ("criteria-judged", CaseFacts(criteria=TWO, criteria_judged=ONE), NOT_MET),
    ("second-person", CaseFacts(proposers=frozenset({"arman"})), MET),
    ("second-person", CaseFacts(proposers=frozenset({str(AT.person)})), NOT_MET),
    ("no-blocking-finding", CaseFacts(checked=(OPEN, WARNED)), MET),
    ("no-blocking-finding", CaseFacts(checked=(BLOCKED, OPEN)), NOT_MET),
    ("reviewers-enough", CaseFacts(reviewers_left=0), MET),
    ("reviewers-enough", CaseFacts(reviewers_left=1), NOT_MET),
    ("reviewers-agree", CaseFacts(recommendations=frozenset({"approve"})), MET),
    ("reviewers-agree", CaseFacts(recommendations=frozenset({"approve", "return"})), NOT_MET),
    ("reviewers-agree", CaseFacts(recommendations=NONE), UNDECIDED),
    ("no-committee-asked", CaseFacts(committee_asked=False), MET),
    ("no-committee-asked", CaseFacts(committee_asked=True), NOT_MET),
    ("conditions-stated", CaseFacts(conditions=(("Name an assessor.", MONDAY),)), MET),
    ("conditions-stated", CaseFacts(conditions=()), NOT_MET),
    ("conditions-stated", CaseFacts(conditions=((" ", MONDAY),)), NOT_MET),
    ("conditions-stated", CaseFacts(conditions=(("Name an assessor.", None),)), NOT_MET),
    ("conditions-stated", CaseFacts(conditions=(("Too late.", date(2026, 3, 1)),)), NOT_MET),
    ("findings-settled", CaseFacts(checked=(WARNED, replace(OPEN, decided_by="marat", note="Seen."))), MET),
    ("findings-settled", CaseFacts(checked=(OPEN,)), NOT_MET),
    ("findings-settled", CaseFacts(checked=(replace(OPEN, decided_by="marat", note=" "),)), NOT_MET),
    ("identity-checked", CaseFacts(identity_checked=True), MET),
    ("identity-checked", CaseFacts(identity_checked=False), NOT_MET),
    ("requests-decided", CaseFacts(requests_open=0), MET),
    ("requests-decided", CaseFacts(requests_open=1), NOT_MET),
    ("not-appealed", CaseFacts(appealed=False), MET),
    ("not-appealed", CaseFacts(appealed=True), NOT_MET),
    *(
        (f"appeal-leaves-{what}", CaseFacts(appeal_leaves=left), outcome)
        for what in LEAVES
        for left, outcome in ((what, MET), ("", NOT_MET))
    ),
    (
        "findings-settled",
        CaseFacts(checked=(replace(BLOCKED, decided_by="marat", note="Never mind."),)),
        NOT_MET,
    ),
    *FOREIGN_CASES,
]


@pytest.mark.parametrize(
    ("guard", "facts", "outcome"), CASES, ids=[f"{n} {one[0]} {one[2]}" for n, one in enumerate(CASES)]
)
def test_a_guard_answers(guard: str, facts: CaseFacts, outcome: Outcome) -> None:
    assert oracle(facts)(Call(guard), AT).outcome is outcome


@pytest.mark.parametrize("guard", sorted(set(GUARDS) - {"clock-running"}))
def test_an_empty_record_is_undecided_for_every_guard(guard: str) -> None:
    call = Call(guard, dict.fromkeys(GUARDS[guard].arguments, "x"))
    assert oracle(CaseFacts())(call, AT).outcome is UNDECIDED


def test_every_guard_is_tried_with_both_answers() -> None:
    with_arguments = {"clock-running", "rule-met"}
    for answer in (MET, NOT_MET):
        assert {guard for guard, _, outcome in CASES if outcome is answer} == set(GUARDS) - with_arguments


@pytest.mark.parametrize(
    ("clock", "on", "outcome"),
    [("answer", date(2026, 3, 9), MET), ("answer", date(2026, 3, 10), NOT_MET), ("papers", MONDAY, NOT_MET)],
)
def test_a_term_is_kept_through_its_last_day(clock: str, on: date, outcome: Outcome) -> None:
    assert oracle(CaseFacts())(Call("clock-running", {"clock": clock}), replace(AT, on=on)).outcome is outcome


@pytest.mark.parametrize(
    ("rule", "outcome"), [("MQ-01", NOT_MET), ("MQ-02", UNDECIDED), ("MQ-04", MET), ("MQ-9", UNDECIDED)]
)
def test_a_rule_answers_for_its_guard(rule: str, outcome: Outcome) -> None:
    facts = CaseFacts(checked=(BLOCKED, OPEN, CheckedRule("MQ-04", Outcome.MET, blocks=True)))
    assert oracle(facts)(Call("rule-met", {"rule": rule}), AT).outcome is outcome


def test_a_guard_says_what_is_missing() -> None:
    answer = oracle(CaseFacts(documents_needed=TWO, documents_given=NONE))(Call("documents-given"), AT)
    assert answer.details == {"missing": "lo-1, lo-2"}


def test_a_conflict_of_nobody_in_particular_is_undecided() -> None:
    assert (
        oracle(CaseFacts(conflicted=NONE))(Call("no-conflict"), replace(AT, person=None)).outcome is UNDECIDED
    )


def test_an_unknown_guard_is_refused_by_name() -> None:
    with pytest.raises(InvalidValue) as refused:
        oracle(CaseFacts())(Call("feels-right"), AT)
    assert refused.value.code == "guard.unknown"
