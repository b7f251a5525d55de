"""The page of what waits to be issued at an awarding body, and of the work that issues it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tanym.apps.credentials.actions.issue_waiting import issue_waiting
from tanym.apps.credentials.batch import KIND
from tanym.apps.credentials.issuing import hindered
from tanym.apps.credentials.permissions import TABLE
from tanym.apps.jobs.queries import at_work
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.queries import awards_to_issue


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HttpRequest, code: str) -> HttpResponse:
    """How many awards of a body wait for their documents, what stood in the way of some, and a button that issues them."""
    body, now = organisation(code), timezone.now()
    if request.method == "POST":
        job = issue_waiting(actor=request.user, at=now, body=body)  # type: ignore[arg-type]
        return redirect("jobs:job", job.public_id)
    permit(TABLE, "issue_waiting", request.user, timezone.localdate(now), at=body)
    context = {
        "body": body,
        "number": awards_to_issue().filter(awarding_body=body).count(),
        "hindered": hindered(body, request.user),
        "job": at_work(request.user, KIND, now),
    }
    return render(request, "credentials/waiting.html", context)
