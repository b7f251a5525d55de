"""The page of a piece of background work: how far it is, and a button that stops it."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tanym.apps.jobs.actions.cancel import cancel as cancel_job
from tanym.apps.jobs.queries import job_of
from tanym.apps.jobs.shown import shown


@never_cache
@login_required
@require_GET
def job(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The job of the person who started it; the moving part alone where HTMX asks, and the whole page at its end."""
    context = shown(job_of(request.user, public_id), timezone.now())
    if not request.headers.get("HX-Request"):
        return render(request, "jobs/job.html", context)
    response = render(request, "jobs/_job.html", context)
    if not context["open"]:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Stop it at the next chunk."""
    found = job_of(request.user, public_id)
    cancel_job(actor=request.user, at=timezone.now(), job=found)  # type: ignore[arg-type]
    return redirect("jobs:job", found.public_id)
