"""The small frozen record of a case that guards read; what is None has not been recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from tanym.core.kernel.faults import Fault
from tanym.core.procedures.answers import Outcome
from tanym.core.procedures.commission import Sitting
from tanym.core.procedures.foreign_case import ForeignCase


@dataclass(frozen=True, slots=True)
class CheckedRule:
    """What a rule says of the subject: `blocks` when its severity is block; a person may have decided it, with a note."""

    rule: str
    outcome: Outcome
    blocks: bool
    decided_by: str = ""
    note: str = ""

    @property
    def settled(self) -> bool:
        """Met, or undecided by the engine and decided by a person who said why."""
        by_person = self.outcome is Outcome.UNDECIDED and bool(self.decided_by) and bool(self.note.strip())
        return self.outcome is Outcome.MET or by_person


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview with the claimant: when, by whom, and what was said."""

    on: date
    by: tuple[str, ...]
    record: str


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Everything that guards may know. Outcomes, documents, rules and people stand as codes."""

    # papers
    documents_needed: frozenset[str] | None = None
    documents_given: frozenset[str] | None = None
    missing_named: tuple[str, ...] | None = None
    # people
    conflicted: frozenset[str] | None = (
        None  # who may not judge this case; empty: everybody was asked, nobody is
    )
    first_panel: frozenset[str] | None = None  # who decided the first time
    second_panel: frozenset[str] | None = None
    # outcomes
    outcomes: frozenset[str] | None = None
    mapped: frozenset[str] | None = None  # outcomes with evidence, or to be shown directly
    judged: frozenset[str] | None = None  # outcomes with a judgement and its reasons
    personal_competences_judged: bool | None = None
    interview: Interview | None = None
    # the sitting
    sitting: Sitting | None = None
    quorum: Fraction | None = None
    panel_faults: tuple[Fault, ...] = ()
    proposed: str | None = None  # the step that the sitting voted on
    minutes_to_sign: frozenset[str] | None = None
    minutes_signed: frozenset[str] | None = None
    # the decision
    reasons: tuple[str, ...] | None = None
    outcomes_missing: frozenset[str] | None = None  # not recognised
    gaps_named: frozenset[str] | None = None
    decision_faults: tuple[Fault, ...] | None = None
    credits_due: int | None = None  # hundredths
    credits_entered: int | None = None  # hundredths
    standing_decision: bool | None = None  # one is in force and covers what the claimant holds
    # track B
    profession_in_register: bool | None = None
    retake_terms: str | None = None
    incapacity_shown: bool | None = None
    identity_checked: bool | None = None  # of who sat the stage that is to be concluded
    requests_open: int | None = None  # adjustments that were asked for and are not decided
    appealed: bool | None = None  # the decision that an appeal would be against was appealed before
    appeal_leaves: str | None = None  # nothing, document, theory, practice (`exam_guards.LEAVES`)
    # foreign learning
    foreign: ForeignCase | None = None
    # an organisation that asks to be recognised
    experts: frozenset[str] | None = None
    visit_reported: bool | None = None
    criteria: frozenset[str] | None = None
    criteria_judged: frozenset[str] | None = None  # with reasons
    proposers: frozenset[str] | None = None  # who prepared what is decided now
    # a design under review
    reviewers_left: int | None = None  # how many have still to sign, after this one
    recommendations: frozenset[str] | None = None  # what those who signed recommend
    committee_asked: bool | None = None
    conditions: tuple[tuple[str, date | None], ...] | None = None  # text and last day of each
    # what a decision states
    stated: Mapping[str, date] = field(default_factory=dict)  # value of a clock → its last day
    # rules
    checked: tuple[CheckedRule, ...] | None = None

    @property
    def by_rule(self) -> Mapping[str, CheckedRule]:
        """The rules checked, by id."""
        return {one.rule: one for one in self.checked or ()}
