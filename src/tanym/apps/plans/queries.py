"""Reads of action plans: what somebody may see, what waits for whom, what is late."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from tanym.apps.organisations.models import Membership
from tanym.apps.organisations.queries import memberships
from tanym.apps.plans.content import terms_of
from tanym.apps.plans.models import ActionItem, ActionPlan, ProgressReport
from tanym.apps.policy.queries import stack
from tanym.core.kernel.errors import NotFound
from tanym.core.plans.lateness import MONTH, Lateness, lateness
from tanym.core.plans.status import Progress, Status, Verdict

SILENCE = "item.overdue-longest"
"""The value of the packs that says after how many days of silence a late item escalates (PO-05-O)."""

OFFICES = ("policy-author", "policy-approver")


def visible(actor: Any, on: date) -> QuerySet[ActionPlan]:
    """The plans that somebody may read: adopted ones, and drafts of the organisation whose policy they write."""
    own = memberships(actor, on).filter(role__in=OFFICES).values("organisation")
    found = ActionPlan.objects.filter(Q(stage="adopted") | Q(organisation__in=own))
    return found.select_related("organisation", "adopted_by", "created_by")


def plan(public_id: uuid.UUID, actor: Any, on: date) -> ActionPlan:
    """One plan. Raises `NotFound("plan.unknown")`, also for who may not read it."""
    found = visible(actor, on).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("plan.unknown")
    return found


def item(public_id: uuid.UUID, actor: Any, on: date) -> ActionItem:
    """One item. Raises `NotFound("plan.item-unknown")`, also for who may not read its plan."""
    found = _items().filter(public_id=public_id, plan__in=visible(actor, on)).first()
    if found is None:
        raise NotFound("plan.item-unknown")
    return found


def items(of: ActionPlan) -> list[ActionItem]:
    """The items of a plan by number, with what pages show of them."""
    return list(_items().filter(plan=of))


def items_by_plan(of: Iterable[ActionPlan]) -> dict[int, list[ActionItem]]:
    """The items of several plans by number, under the keys of their plans; a plan without items is left out."""
    found: dict[int, list[ActionItem]] = {}
    for one in _items().filter(plan__in=list(of)):
        found.setdefault(one.plan_id, []).append(one)
    return found


def report(public_id: uuid.UUID, actor: Any, on: date) -> ProgressReport:
    """One progress report. Raises `NotFound("plan.report-unknown")`."""
    found = (
        ProgressReport.objects.filter(public_id=public_id, item__plan__in=visible(actor, on))
        .select_related("item__plan__organisation", "item__lead", "by")
        .first()
    )
    if found is None:
        raise NotFound("plan.report-unknown")
    return found


def of_draft(draft: str) -> list[ActionItem]:
    """The items of adopted plans that a draft of the workshop carries out."""
    return list(_items().filter(draft=draft, plan__stage="adopted").order_by("plan__since", "number"))


def of_recommendation(recommendation: str) -> list[ActionItem]:
    """The items of adopted plans that follow a recommendation."""
    return list(
        _items()
        .filter(recommendation=recommendation, plan__stage="adopted")
        .order_by("plan__since", "number")
    )


def running() -> Iterable[ActionItem]:
    """Every item of an adopted plan that is not completed."""
    return _items().filter(plan__stage="adopted").exclude(status=Status.COMPLETED).order_by("pk")


def led_by(person: Any) -> list[ActionItem]:
    """The items of adopted plans that a person leads and that are not completed, by their last day."""
    if not person.is_authenticated:
        return []
    return list(running().filter(lead=person).order_by("deadline", "pk"))  # type: ignore[attr-defined]


def waiting_for_review(of: Iterable[ActionPlan]) -> list[ProgressReport]:
    """The reports on these plans that await their review, oldest first."""
    return list(
        ProgressReport.objects.filter(item__plan__in=list(of), verdict=Verdict.WAITING)
        .select_related("item__plan__organisation", "item__lead", "by")
        .order_by("at")
    )


def progress(of: ActionItem) -> list[Progress]:
    """The reports of an item as the core reads them, oldest first."""
    return [progress_of(one) for one in sorted(of.reports.all(), key=lambda one: (one.at, one.pk))]


def progress_of(kept: ProgressReport) -> Progress:
    """One report as the core reads it."""
    return Progress(
        Status(kept.status), str(kept.by.public_id), timezone.localdate(kept.at), Verdict(kept.verdict)
    )


def reported(of: ActionItem) -> date | None:
    """The day of the last report, whatever was said of it."""
    return max((timezone.localdate(one.at) for one in of.reports.all()), default=None)


def late(of: ActionItem, on: date, quiet: int) -> Lateness:
    """How late an item of an adopted plan is; it escalates after `quiet` days of silence (`silence`)."""
    return lateness(terms_of(of), Status(of.status), reported(of), on, quiet)


def silence(on: date) -> int:
    """After how many days without a report a late item escalates: by the packs, else a month of thirty days."""
    found = stack(on).value(SILENCE)
    return found if isinstance(found, int) else MONTH.days


def _items() -> QuerySet[ActionItem]:
    reports = ProgressReport.objects.select_related("by", "reviewed_by")
    return ActionItem.objects.select_related(
        "plan__organisation", "lead", "lead_organisation"
    ).prefetch_related("partners", Prefetch("reports", queryset=reports))


def people(on: date) -> list[Membership]:
    """Everybody who holds an office on a day, by organisation: who may lead an item."""
    held = Membership.objects.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gte=on))
    return list(
        held.select_related("person", "organisation").order_by("organisation__code", "person__name_kk", "pk")
    )
