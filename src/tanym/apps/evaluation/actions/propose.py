"""Propose the form of the result: what else is possible, on which conditions, what kind of statement it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.evaluation.acting import DECIDING, begun, done
from tanym.apps.evaluation.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.core.kernel.errors import InvalidValue
from tanym.core.recognition.foreign.forms_of_recognition import (
    NO_SECOND_LOOK,
    Condition,
    Considered,
    Form,
    Ground,
)
from tanym.core.recognition.foreign.purpose import Purpose, statements_for
from tanym.core.recognition.foreign.statements import StatementType


@dataclass(frozen=True, slots=True)
class Proposal:
    """The answers on each other form, the form proposed, its conditions; or the ground of a refusal; the statement."""

    statement: StatementType
    considered: Sequence[Considered] = ()
    form: Form | None = None
    form_says: str = ""
    conditions: Sequence[Condition] = field(default=())
    ground: Ground | None = None
    fraud_evidence: str = ""


def propose(
    *, actor: Person, at: datetime, case: RecognitionCase, revision: int | None, proposal: Proposal
) -> RecognitionCase:
    """Keep the proposal; the evaluator makes it, and the secretary mends it while the commission sits.

    Raises `InvalidValue` (`evaluation.statement`, `evaluation.fraud-without-evidence`), and as `acting.begun`. Whether a
    result may be taken in this form is asked when it is taken (`form-stated`, `forms-considered`).
    """
    permit(TABLE, "propose", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found, kept = begun(
            case, actor=actor, at=at, act="propose", revision=revision, sent=proposal, office=DECIDING,
            evaluator=frozenset({"comparison"}),
        )  # fmt: skip
        if kept is None:
            return found
        if proposal.statement not in statements_for(Purpose(found.purpose), documented=kept.documented):
            raise InvalidValue("evaluation.statement")
        fraud = proposal.ground in NO_SECOND_LOOK
        if fraud and not proposal.fraud_evidence.strip():
            raise InvalidValue("evaluation.fraud-without-evidence")
        kept.statement = proposal.statement
        kept.considered = {
            str(one.form): {"possible": one.possible, "because": one.because.strip()}
            for one in proposal.considered
            if one.answered
        }
        kept.form, kept.form_says = proposal.form or "", proposal.form_says.strip()
        kept.conditions = [
            {
                "goal": one.goal.strip(),
                "measure": one.measure.strip(),
                "until": one.until.isoformat() if one.until else "",
            }
            for one in proposal.conditions
        ]
        kept.ground = proposal.ground or ""
        changed = kept.fraud_evidence != proposal.fraud_evidence.strip()
        kept.fraud_evidence = proposal.fraud_evidence.strip() if fraud else ""
        kept.fraud_found_by = actor if fraud else None
        if changed or not fraud:
            kept.fraud_confirmed_by = None
        kept.save()
        details = {
            "statement": str(proposal.statement),
            "form": str(proposal.form or ""),
            "ground": str(proposal.ground or ""),
        }
        return done(found, actor=actor, at=at, act="propose", details=details)
