"""The file of a recognition case, and what it tells the guards of the procedure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from tanym.core.kernel.faults import Fault
from tanym.core.procedures.case_facts import CaseFacts, CheckedRule, Interview
from tanym.core.procedures.commission import Panel, Sitting, apart, check_panel
from tanym.core.procedures.state import CaseState
from tanym.core.procedures.table import Procedure
from tanym.core.recognition.appeal import AppealDecision, check_appeal, final
from tanym.core.recognition.decision import CommissionDecision, PartialCredits, check_decision, credits_due
from tanym.core.recognition.evidence import Evidence
from tanym.core.recognition.judgement import OutcomeJudgement, by_outcome
from tanym.core.recognition.mapping import OutcomeMapping
from tanym.core.recognition.minutes import Minutes
from tanym.core.recognition.target import Target


@dataclass(frozen=True, slots=True)
class RecognitionFile:
    """Everything that is on record in a case; None where nothing was recorded. People stand as codes.

    `conflicted` is empty when everybody was asked and nobody has a conflict, None when nobody was asked.
    """

    target: Target
    evidence: tuple[Evidence, ...] = ()
    documents_given: frozenset[str] = frozenset()
    missing_named: tuple[str, ...] | None = None
    complete_on: date | None = None
    mapping: OutcomeMapping = field(default_factory=OutcomeMapping)
    conflicted: frozenset[str] | None = None
    interview: Interview | None = None
    judgements: tuple[OutcomeJudgement, ...] = ()
    panel: Panel | None = None
    sitting: Sitting | None = None
    decision: CommissionDecision | None = None
    appeal: AppealDecision | None = None
    minutes: Minutes | None = None
    credits_entered: int | None = None
    partial: PartialCredits = PartialCredits.NONE
    checked: tuple[CheckedRule, ...] | None = None

    @property
    def holding(self) -> CommissionDecision | None:
        """The decision that holds, after an appeal if there was one."""
        return final(self.decision, self.appeal) if self.decision else None

    @property
    def credits_due(self) -> int | None:
        """Hundredths of a credit that the decision brings."""
        return credits_due(self.target, self.holding, self.partial) if self.holding else None


def guard_facts(
    file: RecognitionFile, procedure: Procedure, state: CaseState, step: str, quorum: Fraction | None
) -> CaseFacts:
    """What the guards of `step` may know of a case, in the first procedure or in its appeal."""
    judged = by_outcome(file.target, file.judgements)
    in_appeal = _appealed_procedure(procedure)
    decided = file.appeal if in_appeal else file.decision
    panel = file.sitting.panel if file.sitting else file.panel
    needed = frozenset(paper.name for paper in procedure.documents_for(step))
    return CaseFacts(
        documents_needed=needed or frozenset(file.missing_named or ()),
        documents_given=file.documents_given,
        missing_named=file.missing_named,
        conflicted=file.conflicted,
        first_panel=state.everyone_of(in_appeal) if in_appeal else None,
        second_panel=frozenset(panel.members) if panel else None,
        outcomes=file.target.outcome_ids,
        mapped=file.mapping.covered,
        judged=frozenset(judged),
        interview=file.interview,
        sitting=file.sitting,
        quorum=quorum,
        panel_faults=_panel_faults(procedure, state, panel),
        proposed=str(decided.result) if decided else None,
        minutes_to_sign=file.minutes.to_sign if file.minutes else None,
        minutes_signed=frozenset(file.minutes.signatures) if file.minutes else None,
        reasons=(decided.reasons,) if decided else None,
        outcomes_missing=frozenset(file.target.outcome_ids - file.holding.recognised)
        if file.holding
        else None,
        gaps_named=frozenset(file.holding.missing) if file.holding else None,
        decision_faults=_decision_faults(file, judged, bool(in_appeal)),
        credits_due=file.credits_due,
        credits_entered=file.credits_entered,
        checked=file.checked,
    )


def _appealed_procedure(procedure: Procedure) -> str:
    """The procedure that this one is an appeal against, as its end returns the result there; empty for none."""
    return next(
        (
            effect.arguments["to"]
            for step in procedure.steps
            for effect in step.effects
            if effect.name == "return-result"
        ),
        "",
    )


def _panel_faults(procedure: Procedure, state: CaseState, panel: Panel | None) -> tuple[Fault, ...]:
    if procedure.commission is None or panel is None:
        return ()
    return check_panel(procedure.commission, panel, apart(procedure.commission, state))


def _decision_faults(
    file: RecognitionFile, judged: dict[str, OutcomeJudgement], in_appeal: bool
) -> tuple[Fault, ...] | None:
    if file.decision is None or (in_appeal and file.appeal is None):
        return None
    if in_appeal and file.appeal is not None:
        return check_appeal(file.target, judged, file.decision, file.appeal)
    return check_decision(file.target, judged, file.decision)
