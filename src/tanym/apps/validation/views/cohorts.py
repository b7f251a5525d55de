"""An employer's groups: opened, closed, and seen in numbers only."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.audit import clock as timezone
from tanym.apps.organisations.queries import organisation
from tanym.apps.validation import queries
from tanym.apps.validation.actions.close_cohort import close_cohort
from tanym.apps.validation.actions.open_cohort import open_cohort
from tanym.apps.validation.forms.work import CohortForm
from tanym.apps.validation.targets import aim, aims
from tanym.core.kernel.errors import NotPermitted
from tanym.core.kernel.revision import read_revision


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cohorts(request: HttpRequest) -> HttpResponse:
    """The groups of one's employer, and a new one; its link is shown once."""
    today, link = timezone.localdate(), ""
    employers = queries.employers(request.user, today)
    if not employers:
        raise NotPermitted("not-permitted", action="open_cohort")
    form = CohortForm(employers, aims(today), request.POST or None)
    opened = None
    if request.method == "POST" and form.is_valid():
        opened, secret = open_cohort(
            actor=request.user,
            at=timezone.now(),
            employer=organisation(form.cleaned_data["employer"]),
            aim=aim(form.cleaned_data["ref"], today),
            name=form.cleaned_data["name"],
        )
        link = request.build_absolute_uri(reverse("validation:join", args=[secret]))
        form = CohortForm(employers, aims(today))
    now = timezone.now()
    context = {
        "cohorts": [(one, one.is_open(now)) for one in queries.cohorts(request.user, today)],
        "form": form,
        "opened": opened,
        "link": link,
    }
    return render(request, "validation/cohorts.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def cohort(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """How many of a group are in which phase; and the results that workers let the employer read."""
    today = timezone.localdate()
    found = queries.cohort(public_id, request.user, today)
    context = {
        "cohort": found,
        "open": found.is_open(timezone.now()),
        "counts": queries.counts_of(found, today),
        "told": queries.told_to(found),
    }
    return render(request, "validation/cohort.html", context)


@login_required
@require_POST
def close(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Close a group to further workers."""
    found = queries.cohort(public_id, request.user, timezone.localdate())
    revision = read_revision(request.POST.get("revision", ""))
    close_cohort(actor=request.user, at=timezone.now(), cohort=found, revision=revision)
    return redirect("validation:cohort", found.public_id)
