"""What every act on the exam of a case begins with: the case under lock, its exam, and who may hold it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.exams.models import Examination
from tanym.apps.exams.queries import examination, examined_by
from tanym.apps.recognition.proceedings import own
from tanym.core.kernel.errors import NotPermitted, Refused

PROCEDURE = "professional"


def exam_under_lock(case: Any) -> Examination:
    """The exam of a case that is under lock. Raises `Refused("exams.not-admitted-yet")` before there is one."""
    held = examination(case)
    if held is None:
        raise Refused("exams.not-admitted-yet")
    return Examination.objects.select_for_update(no_key=True).get(pk=held.pk)


def stage_is(case: Any, *stages: str) -> None:
    """Raise `Refused("case.not-now")` unless the exam stands in one of these stages."""
    if case.procedure != PROCEDURE or case.stage not in stages:
        raise Refused("case.not-now", step="", stage=case.stage)


def examiner(case: Any, actor: Person, at: datetime) -> None:
    """Raise unless the actor is the examiner of just this case, has declared no interest, and has not examined before.

    `NotPermitted` (`case.not-yours`, `exams.examined-before`), `Refused("recognition.declare-first")`.
    """
    own(case, "assessor", actor, at)
    if actor in examined_by(case):
        raise NotPermitted("exams.examined-before")
    if case.relation != "none":
        raise Refused("recognition.declare-first")


def note(
    case: Any, *, actor: Person | None, at: datetime, verb: str, details: dict[str, Any] | None = None
) -> None:
    """Journal an act on the exam of a case."""
    journal(
        actor=actor,
        at=at,
        action=f"exams.{verb}",
        subject=f"recognition.case:{case.public_id}",
        details=details,
    )
