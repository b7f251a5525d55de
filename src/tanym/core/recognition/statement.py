"""What the verifiable statement of a decision says: data for a credential, with no more about the person than needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tanym.core.recognition.decision import CommissionDecision, Result
from tanym.core.recognition.evidence import Evidence
from tanym.core.recognition.target import Target


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """On what the statement stands. `status` is the procedure's, e.g. `institution-rule`: no act is claimed unread."""

    procedure: str
    status: str
    status_note: str


def statement(
    *,
    case: str,
    decided_by: str,
    on: date,
    target: Target,
    decision: CommissionDecision,
    credits: int,
    evidence: Iterable[Evidence],
    basis: LegalBasis,
    minutes_digest: str,
    appeal_until: date | None,
) -> dict[str, Any]:
    """Plain JSON data of a recognition statement. Credits are hundredths; the holder is added by who composes it.

    It is a *decision* (RC-23), binding for the organisation that made it: no diploma, no professional qualification.
    Evidence appears by kind, title and day; files, ratings and the assessor's words stay in the case.
    """
    return {
        "kind": "decision",
        "case": case,
        "decidedBy": decided_by,
        "decidedOn": on.isoformat(),
        "result": str(decision.result),
        "target": {
            "code": target.code,
            "titles": dict(target.titles),
            "credits": target.credits,
            "organisation": target.organisation,
            "programme": target.programme,
        },
        "outcomes": [
            {
                "id": outcome.id,
                "text": dict(outcome.text),
                "recognised": outcome.id in decision.recognised,
                "reasons": next((one.reasons for one in decision.findings if one.outcome == outcome.id), ""),
            }
            for outcome in target.outcomes
        ],
        "missing": list(decision.missing),
        "credits": credits,
        "exempt": sorted(decision.recognised) if decision.result is Result.IN_PART else [],
        "reasons": decision.reasons,
        "advice": decision.advice,
        "evidence": [
            {
                "kind": str(item.kind),
                "title": item.title,
                "issuedOn": item.issued_on.isoformat() if item.issued_on else None,
            }
            for item in evidence
        ],
        "basis": {"procedure": basis.procedure, "status": basis.status, "note": basis.status_note},
        "minutes": minutes_digest,
        "appealUntil": appeal_until.isoformat() if appeal_until else None,
    }
