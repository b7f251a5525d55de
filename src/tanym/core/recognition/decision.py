"""The commission's decision: what it found on each outcome, which results follow from that, and what is credited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tanym.core.kernel.faults import Fault
from tanym.core.recognition.judgement import Achievement, OutcomeJudgement
from tanym.core.recognition.target import Target


class Result(StrEnum):
    """The result of a case; the names are those of the steps of Track A."""

    RECOGNISE = "recognise"
    IN_PART = "recognise-in-part"
    REFUSE = "refuse"


class PartialCredits(StrEnum):
    """What a partial recognition brings: exemption only, or whole credits by the share of outcomes as well.

    Value `recognition.partial-credits` of the packs; Order 152 (p. 11, 39) knows whole credits of a discipline only.
    """

    NONE = "none"
    BY_OUTCOMES = "by-outcomes"


@dataclass(frozen=True, slots=True)
class OutcomeFinding:
    """What the commission found on one outcome. A departure from the assessor's judgement says why in `departs`."""

    outcome: str
    recognised: bool
    reasons: str
    departs: str = ""


@dataclass(frozen=True, slots=True)
class CommissionDecision:
    """A decision as proposed to, and voted by, a commission. `advice` tells what would help next (art. 21 by analogy)."""

    result: Result
    findings: tuple[OutcomeFinding, ...]
    reasons: str
    on: date
    advice: str = ""

    @property
    def recognised(self) -> frozenset[str]:
        """Outcomes that are recognised."""
        return frozenset(one.outcome for one in self.findings if one.recognised)

    @property
    def missing(self) -> tuple[str, ...]:
        """Outcomes that are not recognised, in the order of the findings: the gap that the decision names (RC-17)."""
        return tuple(one.outcome for one in self.findings if not one.recognised)


def proposed_findings(judgements: Iterable[OutcomeJudgement]) -> tuple[OutcomeFinding, ...]:
    """The findings that the assessor's judgements alone would give, with their reasons: a draft for the commission."""
    return tuple(
        OutcomeFinding(one.outcome, one.achievement is Achievement.ACHIEVED, one.reasons)
        for one in judgements
    )


def allowed_results(target: Target, findings: Iterable[OutcomeFinding]) -> frozenset[Result]:
    """The result that findings on every outcome allow; none while an outcome has no finding.

    In full when every outcome is recognised, in part when some are, refusal when none is: whoever would refuse all
    must first have found on each outcome, with reasons, that it is not shown.
    """
    by_outcome = {one.outcome: one.recognised for one in findings}
    if by_outcome.keys() != target.outcome_ids:
        return frozenset()
    if all(by_outcome.values()):
        return frozenset({Result.RECOGNISE})
    return frozenset({Result.IN_PART if any(by_outcome.values()) else Result.REFUSE})


def check_finding(judgement: OutcomeJudgement | None, found: OutcomeFinding) -> tuple[Fault, ...]:
    """What keeps one finding from standing: no reasons, no judgement, a departure that says nothing of why, or one that
    gives the assessor's own reasons for the opposite. `place` is the outcome."""
    codes = [] if found.reasons.strip() else ["decision.finding-without-reasons"]
    if judgement is None:
        codes.append("decision.not-judged")
    elif found.recognised != (judgement.achievement is Achievement.ACHIEVED):
        if not found.departs.strip():
            codes.append("decision.departs-without-reason")
        if found.reasons.strip() and found.reasons.split() == judgement.reasons.split():
            codes.append("decision.reasons-of-the-opposite")
    return tuple(Fault(code, found.outcome, {"outcome": found.outcome}) for code in codes)


def check_decision(
    target: Target, judgements: Mapping[str, OutcomeJudgement], decision: CommissionDecision
) -> tuple[Fault, ...]:
    """What keeps a decision from being made; empty for a sound one. `place` is the outcome or `decision`."""
    faults = []
    found = [one.outcome for one in decision.findings]
    for outcome in target.outcomes:
        if outcome.id not in found:
            faults.append(Fault("decision.outcome-missing", outcome.id, {"outcome": outcome.id}))
    for outcome_id in sorted({*found} - target.outcome_ids | {one for one in found if found.count(one) > 1}):
        faults.append(Fault("decision.outcome-twice-or-unknown", outcome_id, {"outcome": outcome_id}))
    for one in decision.findings:
        faults += check_finding(judgements.get(one.outcome), one)
    if not faults and decision.result not in allowed_results(target, decision.findings):
        faults.append(Fault("decision.result-not-allowed", "decision", {"result": str(decision.result)}))
    if decision.result is not Result.RECOGNISE and not decision.reasons.strip():
        faults.append(Fault("decision.no-reasons", "decision"))
    return tuple(faults)


def credits_due(
    target: Target, decision: CommissionDecision, partial: PartialCredits = PartialCredits.NONE
) -> int:
    """Hundredths of a credit to re-credit: the whole discipline's when recognised in full.

    A partial recognition exempts from outcomes; it brings whole credits, rounded down, only where an institution's
    rule says so (kazakhstan.md, 2.5). A refusal brings none.
    """
    if decision.result is Result.RECOGNISE:
        return target.credits
    if decision.result is Result.IN_PART and partial is PartialCredits.BY_OUTCOMES:
        return target.credits * len(decision.recognised) // len(target.outcomes) // 100 * 100
    return 0
