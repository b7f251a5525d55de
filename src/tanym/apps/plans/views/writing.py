"""Pages of authors: a plan and its items, written, changed, adopted."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import memberships, organisation, organisations
from tanym.apps.plans import queries, sources
from tanym.apps.plans.actions.add_item import add_item
from tanym.apps.plans.actions.adopt import adopt as adopt_plan
from tanym.apps.plans.actions.draft_plan import draft_plan
from tanym.apps.plans.actions.remove_item import remove_item as take_out
from tanym.apps.plans.actions.revise_item import revise_item
from tanym.apps.plans.actions.revise_plan import revise_plan
from tanym.apps.plans.forms.item import ItemForm
from tanym.apps.plans.forms.plan import PlanForm
from tanym.apps.plans.models import ActionItem, ActionPlan
from tanym.apps.plans.permissions import TABLE
from tanym.core.kernel.errors import NotPermitted, Refused
from tanym.core.kernel.revision import read_revision


def revision(request: HttpRequest) -> int:
    """The revision that the form was shown with. Raises `InvalidValue("form.revision")`."""
    return read_revision(request.POST.get("revision", ""))


@login_required
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """Begin a plan."""
    today = timezone.localdate()
    places = [m.organisation for m in memberships(request.user, today).filter(role="policy-author")]
    if not places:
        raise NotPermitted("not-permitted", action="draft_plan")
    form = PlanForm(
        request.POST or None, places=places, consultations=sources.consultation_choices(_language())
    )
    if request.method == "POST" and form.is_valid():
        made = draft_plan(
            actor=request.user,
            at=timezone.now(),
            organisation=organisation(form.cleaned_data["organisation"]),
            titles=form.titles(),
            period=form.cleaned_data["period"],
            purpose=form.purposes(),
            consultation=form.cleaned_data["consultation"],
            once=form.cleaned_data["once"] or uuid.uuid4(),
        )
        return redirect("plans:plan", made.public_id)
    return _page(request, "plans/plan_form.html", {"form": form, "plan": None})


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change the head of a draft plan."""
    found = queries.plan(public_id, request.user, timezone.localdate())
    _permit(request, "revise_plan", found)
    form = PlanForm(
        request.POST or None,
        places=[found.organisation],
        consultations=sources.consultation_choices(_language()),
        plan=found,
    )
    if request.method == "POST" and form.is_valid():
        revise_plan(
            actor=request.user,
            at=timezone.now(),
            plan=found,
            titles=form.titles(),
            period=form.cleaned_data["period"],
            purpose=form.purposes(),
            consultation=form.cleaned_data["consultation"],
            revision=revision(request),
        )
        messages.success(request, _("Saved."))
        return redirect("plans:plan", found.public_id)
    if found.adopted:
        raise Refused("plan.adopted")
    return _page(request, "plans/plan_form.html", {"form": form, "plan": found})


@login_required
@require_http_methods(["GET", "POST"])
def new_item(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Add an item."""
    found = queries.plan(public_id, request.user, timezone.localdate())
    _permit(request, "add_item", found)
    form = _item_form(request, found)
    if request.method == "POST" and form.is_valid():
        made = add_item(
            actor=request.user,
            at=timezone.now(),
            plan=found,
            content=form.cleaned_data["content"],
            once=form.cleaned_data["once"] or uuid.uuid4(),
        )
        messages.success(request, _("The item is in the plan."))
        return redirect("plans:item", made.public_id)
    if found.adopted:
        raise Refused("plan.adopted")
    return _page(request, "plans/item_form.html", {"form": form, "plan": found, "item": None})


@login_required
@require_http_methods(["GET", "POST"])
def edit_item(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change an item; in an adopted plan with a reason."""
    found = queries.item(public_id, request.user, timezone.localdate())
    _permit(request, "revise_item", found.plan)
    form = _item_form(request, found.plan, found)
    if request.method == "POST" and form.is_valid():
        revise_item(
            actor=request.user,
            at=timezone.now(),
            item=found,
            content=form.cleaned_data["content"],
            revision=revision(request),
            reason=form.reasons(),
        )
        messages.success(request, _("Saved."))
        return redirect("plans:item", found.public_id)
    return _page(request, "plans/item_form.html", {"form": form, "plan": found.plan, "item": found})


@login_required
@require_POST
def remove_item(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take an item out of a draft."""
    found = queries.item(public_id, request.user, timezone.localdate())
    plan = take_out(actor=request.user, at=timezone.now(), item=found, revision=revision(request))
    messages.success(request, _("The item is out of the plan."))
    return redirect("plans:plan", plan.public_id)


@login_required
@require_POST
def adopt(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Adopt the plan."""
    found = queries.plan(public_id, request.user, timezone.localdate())
    adopt_plan(actor=request.user, at=timezone.now(), plan=found, revision=revision(request))
    messages.success(request, _("The plan is adopted. Everybody reads it, and the owners got letters."))
    return redirect("plans:plan", found.public_id)


def _item_form(request: HttpRequest, plan: ActionPlan, item: ActionItem | None = None) -> ItemForm:
    today, language = timezone.localdate(), _language()
    return ItemForm(
        request.POST or None,
        plan=plan,
        on=today,
        people=queries.people(today),
        bodies=list(organisations()),
        recommendations=sources.recommendation_choices(plan.consultation, language),
        drafts=sources.draft_choices(request.user, today, language),
        item=item,
    )


def _permit(request: HttpRequest, action: str, plan: ActionPlan) -> None:
    permit(TABLE, action, request.user, timezone.localdate(), at=plan.organisation)


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    status = 422 if context["form"].errors else 200
    return render(request, template, context, status=status)


def _language() -> str:
    return get_language() or "kk"
