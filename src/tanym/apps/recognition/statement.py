"""The statement of a decision: plain data of the core, and the award record that becomes a credential."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.queries import holder
from tanym.apps.accounts.words import say
from tanym.apps.organisations.queries import recorded_body
from tanym.apps.recognition.casefile import decision_of, evidence_of
from tanym.apps.recognition.models import Decision, RecognitionCase
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.targets import target_of
from tanym.core.credentials.record import AwardRecord, Kind, Recognition, RecordedOutcome
from tanym.core.credentials.record import Decision as RecordedDecision
from tanym.core.credentials.record_document import to_json
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.core.recognition.decision import CommissionDecision, Result
from tanym.core.recognition.statement import LegalBasis, statement

RECORDED = {
    Result.RECOGNISE: RecordedDecision.IN_FULL,
    Result.IN_PART: RecordedDecision.IN_PART,
    Result.REFUSE: RecordedDecision.REFUSED,
}


def found_in(decision: Decision) -> CommissionDecision:
    """The findings of a decision: its own, or of a reversal the ones put in place of the first."""
    return decision_of(decision.content.get("instead") or decision.content)


def minutes_number(decision: Decision) -> str:
    """Under which minutes a decision was taken; of one by reference, those of the decision that it refers to."""
    if decision.commission is not None:
        return decision.commission.minutes_number
    return str(decision.content.get("minutes_number", ""))


def statement_of(decision: Decision, appeal_until: date | None) -> dict[str, Any]:
    """The decision as plain data (`core.recognition.statement`)."""
    case, procedure = decision.case, of(decision.case).procedure
    return statement(
        case=case.number,
        decided_by=case.organisation.code,
        on=timezone.localdate(decision.decided_at),
        target=target_of(case),
        decision=found_in(decision),
        credits=decision.credits,
        evidence=evidence_of(case),
        basis=LegalBasis(procedure.id, procedure.status, procedure.status_note),
        minutes_digest=decision.minutes_digest,
        appeal_until=appeal_until,
    )


def award_record(decision: Decision, at: datetime) -> dict[str, Any]:
    """The record of the award: what was recognised and what was not, towards which discipline, on which basis.

    Evidence stands by its title only; the assessor's words stay in the case (RC-23: a decision, no diploma).
    """
    case, found = decision.case, found_in(decision)
    target = case.target
    reasons = {one.outcome: one.reasons for one in found.findings}
    language = decision.content.get("language", case.claimant.language)
    record = AwardRecord(
        kind=Kind.RECOGNITION,
        id="",
        achievement_id=f"urn:uuid:{uuid.uuid4()}",
        number="",
        titles=_named("recognition.statement.title", case),
        holder=holder(case.claimant),
        awarding=recorded_body(case.organisation),
        awarded_at=timezone.localtime(at),
        code=target["code"],
        summary=_named(f"recognition.statement.{found.result}", case),
        outcomes=tuple(
            RecordedOutcome(
                id=one["id"],
                text=one["text"],
                kind=one.get("kind", ""),
                achieved=one["id"] in found.recognised,
                reason={language: reasons[one["id"]]},
            )
            for one in target["outcomes"]
        ),
        credits=decision.credits,
        ects=decision.credits,
        place=case.organisation.city,
        identity_check="account",
        recognition=Recognition(
            decision=RECORDED[found.result],
            discipline=target["titles"],
            programme=target.get("programme_titles", {}),
            discipline_code=target["code"],
            credits=decision.credits,
            decided_on=timezone.localdate(decision.decided_at),
            commission={x: say("recognition.statement.commission", x) for x in LANGUAGES},
            minutes_number=minutes_number(decision),
            evidence=tuple(dict.fromkeys(LANGUAGES, item.title) for item in case.evidence.all()),
            reasons={language: found.reasons} if found.reasons else {},
            basis={x: basis_in(case, x) for x in LANGUAGES},
        ),
    )
    return to_json(record)


def basis_in(case: RecognitionCase, language: str) -> str:
    """On what the procedure of a case stands, in words: an institution's rule is never called law."""
    return say(
        f"recognition.basis.{of(case).procedure.status}",
        language,
        organisation=choose(case.organisation.names, language)[0],
    )


def _named(code: str, case: RecognitionCase) -> dict[str, str]:
    return {x: say(code, x, discipline=choose(case.target["titles"], x)[0]) for x in LANGUAGES}
