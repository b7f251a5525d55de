"""Take a published micro-qualification out of the catalogue."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications import approval, notices
from tanym.apps.qualifications.drafting import locked, repeated
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.permissions import AT_OWNER, about
from tanym.apps.qualifications.queries import subject_of
from tanym.core.kernel.errors import InvalidValue
from tanym.core.procedures.case_facts import CaseFacts


def retire(
    *,
    actor: Person,
    at: datetime,
    version: Version,
    reason: str,
    teach_out: date | None = None,
    revision: int | None = None,
) -> Version:
    """It leaves the catalogue today; what was awarded stays what it is. Whoever learns goes on until the day `teach_out`.

    After that day nothing is awarded any more but by a decision of before (`queries.award_refusal`); without it there is
    no such day. Raises `InvalidValue` (`design.no-reason`, `retire.teach-out-over`), `NotPermitted`,
    `Refused("changed-meanwhile" | "case.not-now")`.
    """
    on = timezone.localdate(at)
    permit(AT_OWNER, "retire", actor, on, at=version.micro_qualification.owner, about=about(version))
    if not reason.strip():
        raise InvalidValue("design.no-reason")
    if teach_out is not None and teach_out < on:
        raise InvalidValue("retire.teach-out-over", on=teach_out.isoformat())
    details = {"reason": reason} | ({"teach_out": teach_out.isoformat()} if teach_out else {})
    with transaction.atomic():
        kept = locked(version)
        if repeated(kept, actor=actor, act="retire", revision=revision, details=details):
            return kept
        moved = approval.take(
            kept, actor=actor, at=at, step="retire", party=approval.AUTHOR, facts=CaseFacts(reasons=(reason,))
        )
        approval.put(kept, moved.state, at=at)
        kept.retired_on, kept.teach_out_on = on, teach_out
        kept.revision += 1
        kept.save(update_fields=["case", "stage", "retired_on", "teach_out_on", "revision"])
        kept.suspensions.filter(until__isnull=True).update(until=on)
        journal(
            actor=actor,
            at=at,
            action="qualifications.retire",
            subject=subject_of(kept),
            details=details,
        )
        notices.tell(kept, moved, at=at, reasons=[reason])
        return kept
