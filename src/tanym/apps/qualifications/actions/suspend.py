"""Suspend a published version by decision of the centre."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications import approval, notices
from tanym.apps.qualifications.drafting import locked, repeated
from tanym.apps.qualifications.models import Suspension, Version
from tanym.apps.qualifications.permissions import AT_CENTRE
from tanym.apps.qualifications.queries import subject_of
from tanym.core.kernel.errors import InvalidValue
from tanym.core.procedures.case_facts import CaseFacts


def suspend(
    *,
    actor: Person,
    at: datetime,
    version: Version,
    reason: str,
    source: str = "",
    revision: int | None = None,
) -> Version:
    """Nobody enrols until it is reinstated; who learns already goes on, and what was awarded stays what it is.

    `source` names the procedure of another room that it follows from, whose permission was asked there (the suspension
    of a provider); without it the actor has to be a reviewer of the centre. Raises `InvalidValue("design.no-reason")`,
    `Refused` (`case.not-now`, `case.suspend.no-conflict`, `changed-meanwhile`), `NotPermitted`.
    """
    on, why = timezone.localdate(at), reason.strip()
    if not source:
        permit(AT_CENTRE, "suspend", actor, on, at=organisation(approval.centre()))
    if not why:
        raise InvalidValue("design.no-reason")
    with transaction.atomic():
        kept = locked(version)
        if repeated(kept, actor=actor, act="suspend", revision=revision, details={"reason": why}):
            return kept
        moved = approval.take(
            kept,
            actor=actor,
            at=at,
            step="suspend",
            party=approval.REVIEWER,
            facts=CaseFacts(reasons=(why,), conflicted=approval.conflicted(kept, actor, on)),
        )
        approval.put(kept, moved.state, at=at)
        kept.revision += 1
        kept.save(update_fields=["case", "stage", "revision"])
        Suspension.objects.create(version=kept, since=on, reason=why, source=source, by=actor)
        journal(
            actor=actor,
            at=at,
            action="qualifications.suspend",
            subject=subject_of(kept),
            details={"reason": why, "source": source},
        )
        notices.tell(kept, moved, at=at, reasons=[why])
        return kept
