"""What a case tells the rules that bind it: facts of its file, its evidence, its handling, its decision.

A fact that is not on record is absent; one that is on record and empty is known to be empty (packs.md, section 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from tanym.core.kernel.canonical import digest
from tanym.core.recognition.decision import CommissionDecision, Result
from tanym.core.recognition.evidence import Evidence, Quality
from tanym.core.recognition.file import RecognitionFile
from tanym.core.recognition.routing import Route
from tanym.core.recognition.target import Target

Fact = tuple[str, object]

RESULTS: Mapping[Result, str] = {
    Result.RECOGNISE: "full",
    Result.IN_PART: "partial",
    Result.REFUSE: "none",
}
"""The words of the international rules for the results of the procedure."""

DIRECT = "direct"
"""What stands in place of an item of evidence where an outcome is shown at the assessment itself."""


@dataclass(frozen=True, slots=True)
class Delay:
    """An extension of the term: what the applicant was told of it; None where nothing was told."""

    reason: str = ""
    new_date: date | None = None
    told_in_time: bool = False


@dataclass(frozen=True, slots=True)
class Precedents:
    """Earlier decisions on the same learning towards the same discipline: all that were found, those decided otherwise."""

    searched_on: date
    found: frozenset[str] = frozenset()
    otherwise: frozenset[str] = frozenset()
    deviation: str = ""


@dataclass(frozen=True, slots=True)
class Handling:
    """How a case was handled; None where it is not on record (yet).

    `told` is the standard information given before submission, `agreed_to` what the claimant's consent covers (empty:
    no consent). `appeal_follows` says whether the letter of the decision can name an appeal with its last day; it is
    None where the record does not tell, as after an appeal. `status_sources` said how the bodies behind the evidence stood
    on the days of their awards (RC-08), `status_sources_official` those among them that are official. `attested` are typed facts that a named person says so.
    """

    kind: str
    purpose: str
    route: Route | None = None
    route_by_rule: Route | None = None
    submitted_on: date | None = None
    told_on: date | None = None
    told: frozenset[str] | None = None
    agreed_to: frozenset[str] | None = None
    receipt_told_on: date | None = None
    shown_to_applicant: frozenset[str] | None = None
    may: frozenset[str] | None = None
    documents_asked: frozenset[str] | None = None
    documents_without_reason: frozenset[str] = frozenset()
    clock_started_on: date | None = None
    delays: Mapping[str, Delay] | None = None
    entry_conditions_answered: frozenset[str] | None = None
    precedents: Precedents | None = None
    appeal_follows: bool | None = None
    status_sources: frozenset[str] | None = None
    status_sources_official: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    attested: Mapping[str, object] = field(default_factory=dict)


def case_facts(file: RecognitionFile, handling: Handling, on: date) -> dict[str, object]:
    """Facts for the rules that bind a case (RC, VL, GO-03) on a day; None counts as absent.

    What the record shows comes before what somebody says of it.
    """
    return dict(handling.attested) | {
        name: fact
        for part in (
            _handled(file, handling),
            _evidenced(file),
            _admitted(file, handling),
            _decided(file, handling, on),
            _worded(file, handling),
        )
        for name, fact in part
        if fact is not None
    }


def _handled(file: RecognitionFile, handling: Handling) -> Iterator[Fact]:
    yield "case.kind", handling.kind
    yield "case.purpose", handling.purpose
    yield "case.route", str(handling.route) if handling.route else None
    yield "case.route_by_rule", str(handling.route_by_rule) if handling.route_by_rule else None
    yield "case.submitted_on", handling.submitted_on
    yield "case.applied_on", handling.submitted_on
    yield "case.information_given", handling.told
    yield "case.information_given_on", handling.told_on
    yield "case.consent_parts", handling.agreed_to
    yield "case.receipt_told_on", handling.receipt_told_on
    yield "case.shown_to_applicant", handling.shown_to_applicant
    yield "case.candidate_may", handling.may
    yield "case.documents_asked", handling.documents_asked
    yield "case.documents_without_reason", handling.documents_without_reason
    yield "case.complete_on", file.complete_on
    yield "case.clock_started_on", handling.clock_started_on
    if handling.submitted_on:
        dated = {"submitted": handling.submitted_on, "complete": file.complete_on}
        yield "case.dates_recorded", frozenset(name for name, day in dated.items() if day)
    if handling.status_sources is not None:
        yield "case.status_sources", handling.status_sources
        yield "case.status_sources_official", handling.status_sources_official
    if handling.delays is not None:
        yield "case.delays", frozenset(handling.delays)
        yield "case.delay_notices", {name: (_notice(one),) for name, one in handling.delays.items()}


def _notice(delay: Delay) -> dict[str, object]:
    told = {"reason": delay.reason, "new_date": delay.new_date, "sent_in_time": delay.told_in_time or None}
    return {name: one for name, one in told.items() if one is not None}


def _evidenced(file: RecognitionFile) -> Iterator[Fact]:
    items = {item.id: item for item in file.evidence}
    yield "case.outcomes_claimed", file.target.outcome_ids
    yield "case.outcome_evidence", {one: _shown_by(file, one) for one in sorted(file.target.outcome_ids)}
    yield "case.outcomes_of_target", len(file.target.outcome_ids)
    if file.mapping.links or file.mapping.shown_directly:  # nobody has compared anything before
        covered = [one for one in file.target.outcome_ids if file.mapping.evidence_for(one)]
        yield "case.outcomes_covered", len(covered)
    yield "case.evidence_items", frozenset(items)
    yield "case.evidence_ratings", {name: (_ratings(item),) for name, item in items.items()}
    joint = {name: item for name, item in items.items() if item.joint}
    yield "case.joint_items", frozenset(joint)
    yield "case.own_shares", {name: ({"share": item.own_share},) for name, item in joint.items()}


def _shown_by(file: RecognitionFile, outcome: str) -> tuple[dict[str, object], ...]:
    direct = [DIRECT] if outcome in file.mapping.shown_directly else []
    return tuple({"shown_by": one} for one in (*sorted(file.mapping.evidence_for(outcome)), *direct))


def _ratings(item: Evidence) -> dict[str, object]:
    return {str(one): str(item.ratings[one]) for one in Quality if one not in item.unrated}


def _admitted(file: RecognitionFile, handling: Handling) -> Iterator[Fact]:
    """Admission and identification: whoever decides accepts the file, and the case goes on."""
    if handling.submitted_on is None:
        return
    accepted = file.complete_on is not None
    yield "case.identification_decision", "go" if accepted else None
    yield "case.admitted_on", file.complete_on
    yield "case.admission_parts", frozenset(("decision", "date", "awarding-body") if accepted else ())
    yield "case.entry_conditions_answered", handling.entry_conditions_answered


def _decided(file: RecognitionFile, handling: Handling, on: date) -> Iterator[Fact]:
    """What was decided, or stands in the minutes; `case.decided_on` is the day of asking while there is no decision,
    so that lateness shows before it is decided."""
    yield "case.decided_on", file.decision.on if file.decision else on
    yield "case.standard_at_application", standard(file.target)
    yield "case.panel_by_side", _sides(file)
    if file.minutes:
        yield "case.standard_at_decision", standard(file.minutes.target)
        yield "case.signed_by", frozenset(file.minutes.signatures)
    holding = file.holding
    if holding is None:
        return
    yield "case.result", RESULTS[holding.result]
    yield "case.granted", holding.recognised
    yield "case.gap", frozenset(holding.missing)
    yield "case.next_steps", holding.advice
    yield "case.parts_validated", holding.recognised
    yield "case.parts_expiring_unannounced", frozenset()  # no statement of recognition has an end
    yield "case.credits_granted", file.credits_due
    # A decision gives credits, never a grade, so none can count in an average.
    yield "case.grade_carried", "none"
    yield "case.in_gpa", "no"
    yield "case.attributes_used", _attributes(file)
    if handling.precedents is not None:
        yield "case.precedents_searched_on", handling.precedents.searched_on
        yield "case.precedents_decided_otherwise", handling.precedents.otherwise
        yield "case.deviation_reasons", handling.precedents.deviation


def standard(target: Target) -> str:
    """The version of the standard: the digest of the target's outcomes and credits (VL-02)."""
    outcomes = [{"id": one.id, "text": dict(one.text)} for one in target.outcomes]
    return digest({"code": target.code, "credits": target.credits, "outcomes": outcomes})


def _sides(file: RecognitionFile) -> dict[str, int] | None:
    panel = file.sitting.panel if file.sitting else file.panel
    if panel is None or not panel.sides:
        return None
    sides = [panel.sides[member] for member in panel.members if member in panel.sides]
    return {side: sides.count(side) for side in sorted({*sides})}


def _attributes(file: RecognitionFile) -> frozenset[str]:
    """On what a decision can rest: nothing else about the person stands in the file that is decided on."""
    bases = {"outcomes": True, "evidence": bool(file.evidence), "interview": file.interview is not None}
    return frozenset(name for name, used in bases.items() if used)


def _worded(file: RecognitionFile, handling: Handling) -> Iterator[Fact]:
    """What the statement of the decision is called, and what its letter says."""
    holding = file.holding
    if holding is None:
        return
    yield "case.statement_type", "decision"  # `core.recognition.statement` makes no other
    yield "case.texts", "\n".join((*_texts(holding), *handling.texts))
    if handling.appeal_follows is not None:
        yield "case.letter_parts", letter_parts(holding, handling.appeal_follows)


def letter_parts(decision: CommissionDecision, appeal_follows: bool) -> frozenset[str]:
    """What the letter of a decision says: it prints reasons and advice as written, and the appeal with its last day."""
    parts = {
        "reasons": bool(decision.reasons.strip()),
        "later-options": bool(decision.advice.strip()),
        "appeal-body": appeal_follows,
        "appeal-deadline": appeal_follows,
    }
    return frozenset(name for name, said in parts.items() if said)


def _texts(decision: CommissionDecision) -> tuple[str, ...]:
    return (decision.reasons, decision.advice, *(one.reasons for one in decision.findings))
