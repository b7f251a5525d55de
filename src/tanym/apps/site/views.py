"""The home page, the way to one's own desk, and the pages of errors."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from tanym.apps.catalogue.queries import newest
from tanym.apps.files.receiving import LARGEST
from tanym.apps.organisations.queries import memberships
from tanym.apps.qualifications.queries import published
from tanym.apps.site.desks import places_of
from tanym.apps.site.error_page import error_page, refusal_page
from tanym.apps.site.unsent import KEPT, waiting
from tanym.core.kernel.errors import NotFound, NotPermitted


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Two doors: learn something new, or show what one already can do."""
    today = timezone.localdate()
    return render(request, "site/home.html", {"count": published(today).count(), "newest": newest(today)})


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The page that a person's role works at; a learner's own home, where there is no role; a choice, where several."""
    held = list(memberships(request.user, timezone.localdate()))
    places = places_of(held)
    if not places:
        return redirect("records:home")
    if len(places) == 1:
        return redirect(places[0].url)
    return render(request, "site/desk.html", {"places": places, "held": held})


@login_required
@require_POST
def forget_unsent(request: HttpRequest) -> HttpResponse:
    """Forget what was written before one was signed out."""
    kept = waiting(request)
    request.session.pop(KEPT, None)
    return redirect(kept["page"] if kept else "site:desk")


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent is no form; 413 where it is larger than any form."""
    if isinstance(exception, RequestDataTooBig):
        return refusal_page(request, "page.too-large", 413, megabytes=LARGEST // 1024 // 1024)
    return refusal_page(request, "page.malformed", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 from Django itself."""
    return error_page(request, NotPermitted("not-permitted"))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form did not come from this session."""
    return error_page(request, NotPermitted("page.forged"))


def unknown(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return error_page(request, NotFound("page.unknown"))


def broken(request: HttpRequest) -> HttpResponse:
    """500: says that nothing was half written."""
    return refusal_page(request, "page.broken", 500)
