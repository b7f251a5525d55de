"""Pages of owners and reviewers: a progress report, its review."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tanym.apps.accounts.words import say
from tanym.apps.plans import queries
from tanym.apps.plans.actions.report import report as keep_report
from tanym.apps.plans.actions.review import review as keep_review
from tanym.apps.plans.forms.progress import ReportForm, ReviewForm
from tanym.apps.plans.views.reading import item_context
from tanym.core.kernel.errors import InvalidValue, NotPermitted

FIELDS = {
    "plan.no-evidence": "evidence",
    "plan.delay-unexplained": "delay",
    "plan.return-without-reason": "remarks",
}
"""Where the sentence of a refusal stands."""


@login_required
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Report on an item that one leads."""
    today = timezone.localdate()
    found = queries.item(public_id, request.user, today)
    if found.lead_id != request.user.pk:
        raise NotPermitted("plan.not-yours")
    late = queries.late(found, today, queries.silence(today))
    form = ReportForm(request.POST or None, item=found, late=late.late)
    if request.method == "POST" and form.is_valid():
        try:
            keep_report(
                actor=request.user,
                at=timezone.now(),
                item=found,
                given=form.given(),
                once=form.cleaned_data["once"] or uuid.uuid4(),
            )
        except InvalidValue as refused:
            if refused.code not in FIELDS:
                raise
            form.add_error(FIELDS[refused.code], say(refused.code))
        else:
            messages.success(
                request, _("Your report is sent. It counts when another person has accepted it.")
            )
            return redirect("plans:item", found.public_id)
    context = {"form": form, "item": found, "plan": found.plan, "late": late}
    return render(request, "plans/report_form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def review(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Accept a report, or give it back."""
    found = queries.report(public_id, request.user, timezone.localdate())
    form = ReviewForm(request.POST)
    if form.is_valid():
        verdict, remarks = form.said()
        try:
            keep_review(actor=request.user, at=timezone.now(), report=found, verdict=verdict, remarks=remarks)
        except InvalidValue as refused:
            if refused.code not in FIELDS:
                raise
            form.add_error(FIELDS[refused.code], say(refused.code))
        else:
            messages.success(request, _("Your answer is kept, and the owner got a letter."))
            return redirect("plans:item", found.item.public_id)
    item = queries.item(found.item.public_id, request.user, timezone.localdate())
    return render(request, "plans/item.html", item_context(request, item, review_form=form), status=422)
