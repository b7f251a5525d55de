"""Report on an item of an action plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.plans import notices
from tanym.apps.plans.content import day_of, locked_item, subject_of
from tanym.apps.plans.models import ActionItem, ProgressReport
from tanym.apps.plans.permissions import TABLE
from tanym.apps.plans.queries import late, progress, silence
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.plans.item import said
from tanym.core.plans.status import Status, require_reportable


@dataclass(frozen=True, slots=True)
class Given:
    """What an owner says: how far the item is, how one sees it, why it is late, the figure and milestones reached."""

    status: Status
    evidence: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    delay: Mapping[str, str] = field(default_factory=dict)
    current: Decimal | None = None
    reached: tuple[int, ...] = ()


def report(*, actor: Person, at: datetime, item: ActionItem, given: Given, once: UUID) -> ProgressReport:
    """The word of the lead owner; it changes nothing before another person has accepted it, and the reviewers are told.

    `once` is what the form was shown with: sent again, it is the same report. Raises `NotPermitted("plan.not-yours")`,
    `Refused` (`plan.not-adopted`, `plan.report-waiting`, `changed-meanwhile` for another report's `once`), `InvalidValue` (`plan.no-evidence`, `plan.delay-unexplained`).
    """
    on = day_of(at)
    try:
        permit(TABLE, "report", actor, on, owner=item.lead)
    except NotPermitted as refused:
        raise NotPermitted("plan.not-yours") from refused
    with transaction.atomic():
        kept = locked_item(item)
        if not kept.plan.adopted:
            raise Refused("plan.not-adopted")
        if same := kept.reports.filter(public_id=once, by=actor).first():
            return same
        if ProgressReport.objects.filter(public_id=once).exists():
            raise Refused("changed-meanwhile")
        require_reportable(progress(kept), given.status, " ".join(given.evidence.values()))
        if (
            late(kept, on, silence(on)).late
            and given.status is not Status.COMPLETED
            and not said(given.delay)
        ):
            raise InvalidValue("plan.delay-unexplained")
        made = ProgressReport.objects.create(
            public_id=once,
            item=kept,
            status=given.status,
            evidence=dict(given.evidence),
            link=given.link,
            delay=dict(given.delay),
            current=given.current,
            reached=sorted(set(given.reached)),
            by=actor,
            at=at,
        )
        journal(
            actor=actor,
            at=at,
            action="plans.report",
            subject=subject_of(kept),
            details={"report": str(made.public_id), "status": given.status},
        )
        notices.ask_reviewers(made, at=at)
        return made
