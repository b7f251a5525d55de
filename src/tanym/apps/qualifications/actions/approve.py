"""Approve a design: from now on it is in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.policy.actions.check import check
from tanym.apps.qualifications import approval, notices, reviewing
from tanym.apps.qualifications.actions.note import note
from tanym.apps.qualifications.drafting import fingerprint, locked, repeated
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.permissions import AT_CENTRE
from tanym.apps.qualifications.publishing import publish
from tanym.apps.qualifications.queries import design_of, facts_of, subject_of
from tanym.core.qualifications.review import Recommendation


def approve(
    *,
    actor: Person,
    at: datetime,
    version: Version,
    remarks: Mapping[str, str] | None = None,
    decisions: Mapping[str, tuple[str, str]] | None = None,
    conditions: Sequence[reviewing.Asked] = (),
    revision: int | None = None,
) -> Version:
    """Check once more by the rules of this day, and publish. The version published before leaves the catalogue.

    Each blocking rule has to be met, or decided by the reviewer with a reason (`decisions`, as in `note`).
    Remarks that were written are given to the author as advice; with `conditions` it is approved on condition of them.
    Where the packs ask for a sheet, a second reviewer or the committee, see `recommend`. Raises
    `Refused("case.approve.findings-settled" | "case.approve.reviewers-enough" | "case.approve.no-committee-asked" |
    "case.not-now" | "changed-meanwhile" | "review.taken")`, `NotPermitted`.
    """
    on = timezone.localdate(at)
    permit(AT_CENTRE, "approve", actor, on, at=organisation(approval.centre()))
    sent = fingerprint(
        remarks or {}, decisions or {}, {one.text: (str(one.due_on), one.about) for one in conditions}
    )
    with transaction.atomic():
        kept = locked(version)
        if repeated(kept, actor=actor, act="approve", revision=revision, details={"sent": sent}):
            return kept
        reviewing.admit(kept, actor)
        if remarks or decisions:
            kept = note(actor=actor, at=at, version=kept, remarks=remarks or {}, decisions=decisions)
        report, found = check(
            at=at,
            on=on,
            subject="design",
            facts=facts_of(kept, design_of(kept), on),
            of=subject_of(kept),
            institution=kept.micro_qualification.owner.code,
        )
        moved = approval.take(
            kept,
            actor=actor,
            at=at,
            step=Recommendation.CONDITIONS if conditions else Recommendation.APPROVE,
            party=approval.REVIEWER,
            facts=reviewing.facts(kept, actor, on, report=found, conditions=conditions),
        )
        publish(kept, moved, actor=actor, at=at, report=report.digest, conditions=conditions)
        journal(
            actor=actor,
            at=at,
            action="qualifications.approve",
            subject=subject_of(kept),
            details={"report": report.digest, "document": kept.digest, "sent": sent},
        )
        notices.tell(kept, moved, at=at, reasons=[one.text for one in conditions])
        return kept
