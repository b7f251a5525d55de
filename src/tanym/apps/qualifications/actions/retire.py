"""Take a published micro-qualification out of the catalogue."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications import approval, notices
from tanym.apps.qualifications.drafting import locked, repeated
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.permissions import AT_OWNER
from tanym.apps.qualifications.queries import subject_of
from tanym.core.kernel.errors import InvalidValue
from tanym.core.procedures.case_facts import CaseFacts


def retire(
    *, actor: Person, at: datetime, version: Version, reason: str, revision: int | None = None
) -> Version:
    """It leaves the catalogue today; what was awarded stays what it is. Whoever learns goes on.

    Raises `InvalidValue("design.no-reason")`, `NotPermitted`, `Refused("changed-meanwhile" | "case.not-now")`.
    """
    on = timezone.localdate(at)
    permit(AT_OWNER, "retire", actor, on, at=version.micro_qualification.owner)
    if not reason.strip():
        raise InvalidValue("design.no-reason")
    with transaction.atomic():
        kept = locked(version)
        if repeated(kept, actor=actor, act="retire", revision=revision, details={"reason": reason}):
            return kept
        moved = approval.take(
            kept, actor=actor, at=at, step="retire", party=approval.AUTHOR, facts=CaseFacts(reasons=(reason,))
        )
        approval.put(kept, moved.state, at=at)
        kept.retired_on = on
        kept.revision += 1
        kept.save(update_fields=["case", "stage", "retired_on", "revision"])
        journal(
            actor=actor,
            at=at,
            action="qualifications.retire",
            subject=subject_of(kept),
            details={"reason": reason},
        )
        notices.tell(kept, moved, at=at, reasons=[reason])
        return kept
