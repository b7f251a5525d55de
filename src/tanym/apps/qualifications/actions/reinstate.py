"""Offer a suspended version again."""

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
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.permissions import AT_CENTRE
from tanym.apps.qualifications.queries import subject_of
from tanym.core.kernel.errors import InvalidValue
from tanym.core.procedures.case_facts import CaseFacts


def reinstate(
    *,
    actor: Person,
    at: datetime,
    version: Version,
    reason: str,
    source: str = "",
    revision: int | None = None,
) -> Version:
    """It is in the catalogue again from today; `source` as in `suspend`.

    Raises `InvalidValue("design.no-reason")`, `Refused` (`case.not-now`, `case.reinstate.no-conflict`,
    `changed-meanwhile`), `NotPermitted`.
    """
    on, why = timezone.localdate(at), reason.strip()
    if not source:
        permit(AT_CENTRE, "reinstate", actor, on, at=organisation(approval.centre()))
    if not why:
        raise InvalidValue("design.no-reason")
    with transaction.atomic():
        kept = locked(version)
        if repeated(kept, actor=actor, act="reinstate", revision=revision, details={"reason": why}):
            return kept
        moved = approval.take(
            kept,
            actor=actor,
            at=at,
            step="reinstate",
            party=approval.REVIEWER,
            facts=CaseFacts(reasons=(why,), conflicted=approval.conflicted(kept, actor, on)),
        )
        approval.put(kept, moved.state, at=at)
        kept.revision += 1
        kept.save(update_fields=["case", "stage", "revision"])
        kept.suspensions.filter(until__isnull=True).update(until=on, ended_for=why)
        journal(
            actor=actor,
            at=at,
            action="qualifications.reinstate",
            subject=subject_of(kept),
            details={"reason": why, "source": source},
        )
        notices.tell(kept, moved, at=at, reasons=[why])
        return kept
