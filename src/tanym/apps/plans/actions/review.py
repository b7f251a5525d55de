"""Review a progress report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.plans import notices
from tanym.apps.plans.checking import check_item
from tanym.apps.plans.content import day_of, locked_item, milestones_as_json, subject_of, terms_of
from tanym.apps.plans.models import ActionItem, ProgressReport
from tanym.apps.plans.permissions import permit_review
from tanym.apps.plans.queries import progress, progress_of
from tanym.core.kernel.errors import Refused
from tanym.core.plans.item import Milestone
from tanym.core.plans.status import Verdict, counted, require_reviewable


def review(
    *, actor: Person, at: datetime, report: ProgressReport, verdict: Verdict, remarks: Mapping[str, str]
) -> ProgressReport:
    """Accept the report, so that its status counts, or give it back with a reason; the owner is told.

    Said again by the same person it changes nothing. Raises `NotPermitted`, `InvalidValue` and `Refused` as
    `require_reviewable`, and `Refused("plan.rule-not-met")` where a rule in force forbids it (PO-05).
    """
    permit_review(actor, report.item.plan, day_of(at))
    with transaction.atomic():
        item = locked_item(report.item)
        kept = (
            ProgressReport.objects.select_for_update(of=("self",), no_key=True)
            .select_related("by")
            .get(pk=report.pk)
        )
        if kept.reviewed_by_id == actor.pk and kept.verdict == verdict:
            return kept
        owner = str(item.lead.public_id) if item.lead else ""
        require_reviewable(
            progress_of(kept), str(actor.public_id), owner, verdict, " ".join(remarks.values())
        )
        kept.verdict, kept.remarks = verdict, dict(remarks)
        kept.reviewed_by, kept.reviewed_at = actor, at
        found, kept.checked = check_item(item, at=at, report=kept)
        for finding in found.blocking:
            raise Refused("plan.rule-not-met", rule=finding.rule)
        kept.save()
        if verdict is Verdict.ACCEPTED:
            _count(item, kept)
        journal(
            actor=actor,
            at=at,
            action="plans.review",
            subject=subject_of(item),
            details={"report": str(kept.public_id), "verdict": verdict, "check": kept.checked},
        )
        notices.tell_owner(item, f"plans.letter.{verdict}", at=at)
        return kept


def _count(item: ActionItem, accepted: ProgressReport) -> None:
    """Status, figure and milestones as the accepted report has them."""
    item.status = counted(progress(item))
    if accepted.current is not None:
        item.current = accepted.current
    on = day_of(accepted.at)
    item.milestones = milestones_as_json(
        tuple(
            Milestone(one.texts, one.due, one.reached or (on if number in accepted.reached else None))
            for number, one in enumerate(terms_of(item).milestones, 1)
        )
    )
    item.save(update_fields=["status", "current", "milestones"])
