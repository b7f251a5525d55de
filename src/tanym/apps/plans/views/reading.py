"""Public pages: the plans, one plan with its board and its line of time, one item, exports."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tanym.adapters.pdf import letter_pdf
from tanym.apps.organisations.permissions import may
from tanym.apps.organisations.queries import memberships
from tanym.apps.plans import board, exports, queries
from tanym.apps.plans.checking import missing, said_by_rules
from tanym.apps.plans.content import indicator_of, terms_of
from tanym.apps.plans.models import ActionItem, ActionPlan
from tanym.apps.plans.permissions import TABLE, may_review
from tanym.apps.plans.shown import changes, links_of


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Every plan that the reader may see, and what waits for them."""
    today = timezone.localdate()
    found = list(queries.visible(request.user, today))
    items = queries.items_by_plan(found)
    cards = [_card(plan, board.rows(items.get(plan.pk, ()), today)) for plan in found]
    reviewed = [plan for plan in found if plan.adopted and may_review(request.user, plan, today)]
    to_review = [
        one for one in queries.waiting_for_review(reviewed) if request.user not in (one.by, one.item.lead)
    ]
    mine = board.rows(queries.led_by(request.user), today)
    writes = memberships(request.user, today).filter(role="policy-author").exists()
    context = {"cards": cards, "to_review": to_review, "mine": mine, "writes": writes}
    return render(request, "plans/list.html", context)


@require_safe
def plan(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One plan: what is late, the board, the line of time, every item in a table."""
    today = timezone.localdate()
    found = queries.plan(public_id, request.user, today)
    return render(request, "plans/plan.html", _plan_context(request, found))


@require_safe
def item(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One item: what it promises, how far it is and by whose word, what was changed, where it comes from and leads."""
    today = timezone.localdate()
    return render(
        request, "plans/item.html", item_context(request, queries.item(public_id, request.user, today))
    )


@require_safe
def as_csv(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The items as a table."""
    found, rows = _rows(request, public_id)
    content = exports.as_csv(rows, settings.TANYM.address, get_language() or "kk")
    return _download(content, "text/csv; charset=utf-8", found, "csv")


@require_safe
def as_calendar(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Deadlines and milestones for a calendar."""
    found, rows = _rows(request, public_id)
    content = exports.as_calendar(found, rows, settings.TANYM.address, get_language() or "kk", timezone.now())
    return _download(content, "text/calendar; charset=utf-8", found, "ics")


@require_safe
def as_pdf(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The plan on paper."""
    found, rows = _rows(request, public_id)
    paper = exports.as_paper(
        found, rows, settings.TANYM.address, get_language() or "kk", timezone.localdate(), timezone.now()
    )
    return _download(letter_pdf(paper), "application/pdf", found, "pdf")


def item_context(request: HttpRequest, found: ActionItem, **forms: Any) -> dict[str, Any]:
    """What the page of an item shows; `forms` are those that came back with a mistake."""
    today = timezone.localdate()
    reports = sorted(found.reports.all(), key=lambda one: (one.at, one.pk), reverse=True)
    waiting = next((one for one in reports if one.verdict == "waiting"), None)
    reviewing = waiting is not None and may_review(request.user, found.plan, today)
    at = found.plan.organisation
    return {
        "item": found,
        "plan": found.plan,
        "row": board.rows([found], today)[0],
        "terms": terms_of(found),
        "indicator": indicator_of(found),
        "reports": reports,
        "waiting": waiting,
        "changes": changes(found),
        "findings": said_by_rules(found, today),
        "around": links_of(found, request.user, today),
        "can": {
            "report": found.plan.adopted
            and may(TABLE, "report", request.user, today, owner=found.lead)
            and waiting is None,
            "review": reviewing and waiting is not None and request.user not in (waiting.by, found.lead),
            "own": reviewing and waiting is not None and request.user in (waiting.by, found.lead),
            "revise": may(TABLE, "revise_item", request.user, today, at=at),
        },
        **forms,
    }


def _plan_context(request: HttpRequest, found: ActionPlan) -> dict[str, Any]:
    today = timezone.localdate()
    rows = board.rows(queries.items(found), today)
    at = found.organisation
    adopting = not found.adopted and may(TABLE, "adopt", request.user, today, at=at)
    lacking = [(one, missing(one.item, today)) for one in rows] if adopting else []
    return {
        "plan": found,
        "rows": rows,
        "columns": board.columns(rows),
        "timeline": board.timeline(found, rows, today),
        "late": sorted((one for one in rows if one.late.late), key=lambda one: -one.late.days),
        "completed": sum(one.item.status == "completed" for one in rows),
        "around": links_of(found, request.user, today),
        "today": today,
        "incomplete": [(one, words) for one, words in lacking if words is not None],
        "can": {
            "write": not found.adopted and may(TABLE, "add_item", request.user, today, at=at),
            "adopt": adopting,
        },
    }


def _rows(request: HttpRequest, public_id: uuid.UUID) -> tuple[ActionPlan, list[board.Row]]:
    today = timezone.localdate()
    found = queries.plan(public_id, request.user, today)
    return found, board.rows(queries.items(found), today)


def _card(plan: ActionPlan, rows: list[board.Row]) -> dict[str, Any]:
    return {
        "plan": plan,
        "columns": board.columns(rows),
        "count": len(rows),
        "late": sum(one.late.late for one in rows),
    }


def _download(content: bytes, kind: str, plan: ActionPlan, ending: str) -> HttpResponse:
    name = f"action-plan-{plan.since:%Y}-{str(plan.public_id)[:8]}.{ending}"
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
