"""What every act on an evaluation has in common: whose turn it is, a double click, the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.evaluation.models import Evaluation
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.proceedings import locked, parties, repeated, touch
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted, Refused
from tanym.core.kernel.faults import Fault

OFFICE_STAGES = frozenset({"completeness"})
EVALUATING = frozenset({"evaluation", "issuer", "comparison"})
DECIDING = frozenset({"commission"})
"""The stages of the table by whose turn it is."""


def begun(
    case: RecognitionCase,
    *,
    actor: Person,
    at: datetime,
    act: str,
    revision: int | None,
    sent: object,
    office: frozenset[str] = OFFICE_STAGES,
    evaluator: frozenset[str] = EVALUATING,
) -> tuple[RecognitionCase, Evaluation | None]:
    """The case under lock with its evaluation, or without one where this is the same act sent twice.

    The secretary acts in the stages `office`, the evaluator of the case in the stages `evaluator`, once without a
    conflict of interest. Raises `NotFound("evaluation.none")`, `Refused("case.not-now")`, `NotPermitted("case.not-yours")`,
    `Refused("evaluation.undeclared")`.
    """
    found: RecognitionCase = locked(case)
    kept = Evaluation.objects.select_for_update(no_key=True).filter(case=found).first()
    if kept is None:
        raise NotFound("evaluation.none")
    if repeated(found, actor=actor, act=act, revision=revision, sent=sent):
        return found, None
    if found.stage not in office | evaluator:
        raise Refused("case.not-now", stage=found.stage, step="")
    mine = parties(found, actor, timezone.localdate(at))
    if found.stage in office and "secretary" in mine:
        return found, kept
    if found.stage not in evaluator or "assessor" not in mine:
        raise NotPermitted("case.not-yours", step="", party="assessor")
    if found.relation != "none":
        raise Refused("evaluation.undeclared")
    return found, kept


def done(
    case: RecognitionCase,
    *,
    actor: Person,
    at: datetime,
    act: str,
    details: Mapping[str, Any] | None = None,
) -> RecognitionCase:
    """Count the change and journal it. Details name codes, never what was written."""
    touch(case, actor=actor, act=act)
    note(case, actor=actor, at=at, act=act, details=details)
    return case


def note(
    case: RecognitionCase,
    *,
    actor: Person,
    at: datetime,
    act: str,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Journal an act on an evaluation."""
    journal(
        actor=actor,
        at=at,
        action=f"evaluation.{act.replace('-', '_')}",
        subject=f"recognition.case:{case.public_id}",
        details=details,
    )


def sound(faults: tuple[Fault, ...]) -> None:
    """Raise `InvalidValue` with the first fault."""
    for fault in faults:
        raise InvalidValue(fault.code, **fault.details)
