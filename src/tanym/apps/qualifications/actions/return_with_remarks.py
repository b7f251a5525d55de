"""Return a design to its author with remarks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications import approval, notices, reviewing
from tanym.apps.qualifications.actions.note import note
from tanym.apps.qualifications.drafting import fingerprint, locked, repeated
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.permissions import AT_CENTRE
from tanym.apps.qualifications.queries import remarks_unsent, subject_of
from tanym.core.kernel.errors import Refused
from tanym.core.procedures.case_facts import CaseFacts


def return_with_remarks(
    *,
    actor: Person,
    at: datetime,
    version: Version,
    remarks: Mapping[str, str] | None = None,
    decisions: Mapping[str, tuple[str, str]] | None = None,
    revision: int | None = None,
) -> Version:
    """Send the remarks kept so far and those given (about → text: `rule:MQ-06`, or empty for the whole).

    `decisions` are those of `note`, kept beside.

    Raises `Refused("design.no-remarks" | "review.taken" | "changed-meanwhile" | "case.not-now")`, `NotPermitted`.
    """
    on = timezone.localdate(at)
    permit(AT_CENTRE, "return_with_remarks", actor, on, at=organisation(approval.centre()))
    sent = fingerprint(remarks or {}, decisions or {})
    with transaction.atomic():
        kept = locked(version)
        if repeated(kept, actor=actor, act="return_with_remarks", revision=revision, details={"sent": sent}):
            return kept
        reviewing.admit(kept, actor)
        if remarks or decisions:
            kept = note(actor=actor, at=at, version=kept, remarks=remarks or {}, decisions=decisions)
        texts = remarks_unsent(kept)
        if not texts and approval.stage_of(kept).waits_for == approval.REVIEWER:
            raise Refused("design.no-remarks")
        moved = approval.take(
            kept,
            actor=actor,
            at=at,
            step="return-with-remarks",
            party=approval.REVIEWER,
            facts=CaseFacts(reasons=tuple(texts.values()), conflicted=approval.conflicted(kept, actor, on)),
        )
        kept.remarks.filter(sent_at__isnull=True).update(sent_at=at)
        approval.put(kept, moved.state, at=at)
        kept.taken_by = None
        kept.revision += 1
        kept.save(update_fields=["case", "stage", "taken_by", "revision"])
        journal(
            actor=actor,
            at=at,
            action="qualifications.return_with_remarks",
            subject=subject_of(kept),
            details={"remarks": len(texts), "report": kept.report, "sent": sent},
        )
        notices.tell(kept, moved, at=at, reasons=list(texts.values()))
        return kept
