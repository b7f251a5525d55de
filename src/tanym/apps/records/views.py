"""The learner's own pages: home, letters, who can see my data."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tanym.adapters.pdf import letter_pdf as as_pdf
from tanym.apps.letters.actions.mark_read import mark_read
from tanym.apps.letters.printing import on_paper
from tanym.apps.letters.queries import letters_to
from tanym.apps.records import queries


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One next step; where my case is; what is ready; my documents, learning and letters."""
    return render(request, "records/home.html", {"home": queries.home(request.user, timezone.localdate())})


@login_required
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """All letters, newest first."""
    return render(request, "records/letters.html", {"letters": letters_to(request.user)[:200]})


@login_required
@require_safe
def letter(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One letter; from now on it is read."""
    found = queries.letter(request.user, public_id)
    mark_read(actor=request.user, at=timezone.now(), letter=found)
    return render(request, "records/letter.html", {"letter": found})


@login_required
@require_safe
def letter_pdf(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One letter on paper, in the language of the address, as it was sent; from now on it is read."""
    found = queries.letter(request.user, public_id)
    mark_read(actor=request.user, at=timezone.now(), letter=found)
    content = as_pdf(on_paper(found, settings.TANYM.address, get_language() or "kk"))
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="letter-{found.sent_at:%Y-%m-%d}.pdf"'},
    )


@login_required
@require_safe
def shares(request: HttpRequest) -> HttpResponse:
    """Who can see my data: the links that I gave away, and who works on my cases."""
    now = timezone.now()
    context = {
        "shares": queries.shares(request.user, now),
        "home": queries.home(request.user, timezone.localdate(now)),
    }
    return render(request, "records/shares.html", context)
