"""The record of a case as the core knows it: what guards, minutes and the statement are computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tanym.apps.clocks.proceedings import code
from tanym.apps.recognition.assessing import conflicted, counting
from tanym.apps.recognition.models import (
    Appeal,
    Commission,
    Decision,
    EvidenceItem,
    RecognitionCase,
)
from tanym.apps.recognition.models import (
    Mapping as MappingRow,
)
from tanym.apps.recognition.pinning import Record, of, state_of
from tanym.apps.recognition.signing_rules import rules_of
from tanym.apps.recognition.targets import target_of
from tanym.apps.recognition.tracks import track_of
from tanym.core.kernel.faults import Fault
from tanym.core.procedures.case_facts import CaseFacts, Interview
from tanym.core.procedures.commission import Panel, Sitting, Vote
from tanym.core.recognition.appeal import AppealDecision, AppealResult
from tanym.core.recognition.decision import (
    CommissionDecision,
    OutcomeFinding,
    PartialCredits,
    Result,
    credits_due,
)
from tanym.core.recognition.evidence import Evidence, EvidenceKind, Quality, Rating
from tanym.core.recognition.file import RecognitionFile, guard_facts
from tanym.core.recognition.mapping import Link, OutcomeMapping
from tanym.core.recognition.minutes import Minutes
from tanym.core.recognition.signing import standing
from tanym.rulepacks.procedures import quorum

DOCUMENTED = frozenset({EvidenceKind.SIGNED_CREDENTIAL, EvidenceKind.CERTIFICATE, EvidenceKind.TRANSCRIPT})
"""Kinds of evidence that are a document of results; a description of experience is none (508, p. 5)."""


def facts_for(record: Record, step: str, reasons: str = "") -> CaseFacts:
    """What the guards of a step may know now; `reasons` are those that come with the step."""
    proceeding = of(record)
    facts = guard_facts(
        case_file(record),
        proceeding.procedure,
        state_of(record),
        step,
        quorum(proceeding.stack, proceeding.procedure),
    )
    if isinstance(record, RecognitionCase):
        facts = replace(facts, **track_of(record).guards(record, step))
    elif (decided := appeal_decision(record)) and decided.instead and not facts.decision_faults:
        facts = replace(facts, decision_faults=tuple(track_of(record.of).faults(record.of, decided.instead)))
    return replace(facts, reasons=(reasons,)) if reasons else facts


def case_file(record: Record) -> RecognitionFile:
    """Everything on record in a case, or in the case and its appeal."""
    case = record if isinstance(record, RecognitionCase) else record.of
    commission = commission_of(record)
    first = first_decision(record)
    appeal = appeal_decision(record)
    return RecognitionFile(
        target=target_of(case),
        evidence=evidence_of(case),
        documents_given=_given(case),
        missing_named=tuple(case.missing) or None,
        complete_on=case.complete_on,
        mapping=mapping_of(case),
        conflicted=conflicted(case),
        interview=_interview(case),
        judgements=counting(case),
        sitting=sitting_of(commission) if commission else None,
        decision=first,
        appeal=appeal,
        minutes=minutes_of(record, commission) if commission and commission.draft else None,
        credits_entered=case.credits_entered,
        partial=partial_credits(case),
    )


def faults_of(record: Record) -> tuple[Fault, ...]:
    """What keeps the decision in the minutes from being taken: outcomes, reasons, departures, the result itself."""
    return facts_for(record, "").decision_faults or ()


def evidence_of(case: RecognitionCase) -> tuple[Evidence, ...]:
    """The items of evidence, with their ratings."""
    return tuple(_evidence(item) for item in case.evidence.all())


def mapping_of(case: RecognitionCase) -> OutcomeMapping:
    """What the assessor links: an item that shows an outcome, in whole or in part; outcomes to be shown directly."""
    rows = MappingRow.objects.filter(evidence__case=case, shows__in=["yes", "part"]).select_related(
        "evidence"
    )
    return OutcomeMapping(
        links=frozenset(Link(str(row.evidence.public_id), row.outcome) for row in rows),
        shown_directly=frozenset(case.direct),
    )


def commission_of(record: Record) -> Commission | None:
    """The commission of a case, or the second panel of an appeal; None while nobody is seated."""
    case = record if isinstance(record, RecognitionCase) else record.of
    found = case.commissions.filter(procedure=record.case["procedure"], round=record.round)
    return found.select_related("secretary").first()


def first_decision(record: Record) -> CommissionDecision | None:
    """The decision before any appeal: as its track decides it, else as taken, or as it stands in the minutes of the
    commission; for an appeal the one that it is against."""
    if isinstance(record, Appeal) and record.against is not None:
        return decision_of(record.against.content)
    case = record if isinstance(record, RecognitionCase) else record.of
    if (decided := track_of(case).decided) is not None and (found := decided(case)) is not None:
        return found
    commission = commission_of(case)
    return decision_of(commission.draft) if commission and commission.draft else None


def appeal_decision(record: Record) -> AppealDecision | None:
    """What the second panel decided, or has in its minutes; for the case only what was decided, in its latest appeal."""
    appeal = record.appeal if isinstance(record, RecognitionCase) else record
    if appeal is None or not (isinstance(record, Appeal) or was_decided(appeal)):
        return None
    commission = commission_of(appeal)
    if commission is None or not commission.draft:
        return None
    draft = commission.draft
    instead = draft.get("instead")
    return AppealDecision(
        result=AppealResult(draft["result"]),
        reasons=draft["reasons"],
        on=date.fromisoformat(draft["on"]),
        instead=decision_of(instead) if instead else None,
    )


def was_decided(appeal: Appeal) -> bool:
    """Whether an appeal has been decided: not open any more, nor taken back."""
    return of(appeal).procedure.stages[appeal.stage].end == "decided"


def decision_of(draft: Mapping[str, Any]) -> CommissionDecision:
    """A decision as the minutes hold it."""
    return CommissionDecision(
        result=Result(draft["result"]),
        findings=tuple(OutcomeFinding(**finding) for finding in draft["findings"]),
        reasons=draft["reasons"],
        on=date.fromisoformat(draft["on"]),
        advice=draft.get("advice", ""),
    )


def decision_taken(case: RecognitionCase) -> Decision | None:
    """The decision that holds: of an appeal where it put another in its place, else the one of the case itself; None
    while an appeal has it decided anew."""
    holding: Decision | None = None
    for one in case.decisions.select_related("commission", "award", "by"):
        if one.result == AppealResult.REMIT:
            holding = None
        elif one.result != AppealResult.UPHOLD:
            holding = one
    return holding


def appeal_until(case: RecognitionCase) -> date | None:
    """The last day on which an appeal can be lodged; None where the stage knows no appeal."""
    proceeding, state = of(case), state_of(case)
    row = proceeding.procedure.row(case.stage, "appeal")
    terms = {call.arguments["clock"] for call in row.guards if "clock" in call.arguments} if row else set()
    return next((one.due for one in proceeding.clocks(state, state.last_on) if one.clock in terms), None)


def panel_of(commission: Commission) -> Panel:
    """The commission as appointed."""
    seats = list(commission.seats.select_related("person"))
    offices = {seat.office: code(seat.person) for seat in seats if seat.office}
    secretary = code(commission.secretary)
    return Panel(
        members=tuple(code(seat.person) for seat in seats),
        offices=offices,
        elected=frozenset(offices) if commission.elected else frozenset(),
        others={"secretary": secretary, "appeal-secretary": secretary},
        sides={code(seat.person): seat.side for seat in seats},
    )


def sitting_of(commission: Commission) -> Sitting:
    """The meeting: a vote for another result than the one in the minutes is a vote against it."""
    proposed = commission.draft.get("result")
    seats = list(commission.seats.select_related("person"))
    return Sitting(
        panel=panel_of(commission),
        present=frozenset(code(seat.person) for seat in seats if seat.state != "absent"),
        recused=frozenset(code(seat.person) for seat in seats if seat.state == "recused"),
        votes={code(seat.person): vote_on(seat.vote, proposed) for seat in seats if seat.vote},
    )


def vote_on(vote: str, proposed: str | None) -> Vote:
    """What a member's vote says of the result in the minutes."""
    if vote == "abstain":
        return Vote.ABSTAINS
    return Vote.FOR if vote == proposed else Vote.AGAINST


def minutes_of(record: Record, commission: Commission) -> Minutes:
    """The minutes as they stand; a signature counts only for the text that it was given for."""
    case = record if isinstance(record, RecognitionCase) else record.of
    proceeding = of(record)
    in_appeal = record is not case
    decided = appeal_decision(record) if in_appeal else first_decision(case)
    share = quorum(proceeding.stack, proceeding.procedure)
    assert decided is not None
    assert share is not None
    rules = rules_of(record)
    minutes = Minutes(
        case=case.number,
        number=commission.minutes_number,
        on=decided.on,
        target=target_of(case),
        sitting=sitting_of(commission),
        quorum=share,
        decision=decided,
        credits=_credits(record, decided),
        signatures={},
        left={
            code(seat.person): seat.left_because
            for seat in commission.seats.exclude(left_on=None).select_related("person")
        },
        signed_by=rules.signed_by,
        notes=commission.notes,
    )
    return replace(minutes, signatures=standing(commission.signatures, minutes.digest, rules))


def _credits(record: Record, decided: CommissionDecision | AppealDecision) -> int:
    case = record if isinstance(record, RecognitionCase) else record.of
    found = decided.instead if isinstance(decided, AppealDecision) else decided
    holding = found or first_decision(record)
    return credits_due(target_of(case), holding, partial_credits(case)) if holding else 0


def partial_credits(case: RecognitionCase) -> PartialCredits:
    """What a partial recognition brings under the packs of the case."""
    value = of(case).stack.value("recognition.partial-credits")
    return PartialCredits(value) if isinstance(value, str) else PartialCredits.NONE


def _evidence(item: EvidenceItem) -> Evidence:
    ratings = {Quality(name): Rating(value) for name, value in item.ratings.items() if value}
    return Evidence(
        id=str(item.public_id),
        kind=EvidenceKind(item.kind),
        title=item.title,
        issued_on=item.dated,
        issuer=item.provider,
        file_digest=item.file.digest if item.file else "",
        joint=item.joint,
        own_share=item.own_share,
        verification=item.checked,
        ratings=ratings,
        rating_reasons={name: item.reasons.get(name) or item.rated_because for name in ratings},
    )


def _given(case: RecognitionCase) -> frozenset[str]:
    """The papers given. A paper that the secretary asked for again counts only when it came after that."""
    since = case.asked_at
    again = case.missing if since else []
    documents = case.evidence.filter(kind__in=DOCUMENTED)
    if "result" in again:
        documents = documents.filter(added_at__gte=since)
    given = {
        "application": bool(case.application.strip()) and case.informed_at is not None,
        "identity": bool(case.claimant.name_passport and case.claimant.birth_date),
        "result": documents.exists(),
    }
    return frozenset(name for name, is_given in given.items() if is_given) | track_of(case).documented(case)


def _interview(case: RecognitionCase) -> Interview | None:
    held = getattr(case, "interview", None)
    return Interview(held.held_on, (code(held.by),), held.record) if held else None
