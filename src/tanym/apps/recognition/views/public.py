"""Public pages: the four ways, what can be recognised towards disciplines and how long it takes, one discipline."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tanym.apps.audit import clock as timezone
from tanym.apps.clocks.proceedings import in_force
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import may
from tanym.apps.qualifications.permissions import AT_DISCIPLINE
from tanym.apps.recognition import queries, reading
from tanym.apps.recognition.beside import beside
from tanym.apps.recognition.pinning import ACADEMIC
from tanym.core.kernel.errors import NotFound


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The four ways in the person's words; each leads to the room that knows it."""
    mine = queries.cases_of(request.user).filter(ended_on=None) if request.user.is_authenticated else []
    return render(request, "recognition/start.html", {"mine": mine[:1]})


@require_safe
def towards(request: HttpRequest) -> HttpResponse:
    """Which disciplines of which universities learning can count towards, what one shows, how it goes and how long."""
    today = timezone.localdate()
    found = queries.targets(today)
    bodies = [
        {"organisation": organisation, "disciplines": disciplines, **_terms(organisation)}
        for organisation, disciplines in found
    ]
    context = {
        "bodies": bodies,
        "way": reading.usual_way(bodies[0]["proceeding"]) if bodies else [],
        "citations": reading.procedure_citations(bodies[0]["proceeding"]) if bodies else (),
        "status": bodies[0]["proceeding"].procedure.status if bodies else "",
    }
    return render(request, "recognition/towards.html", context)


@require_safe
def discipline(request: HttpRequest, organisation: str, code: str) -> HttpResponse:
    """One discipline: its outcomes, the terms of its university, and the way to an application."""
    found = queries.discipline(code, organisation)
    body = found.programme.organisation
    if not queries.recognises(body, timezone.localdate()):
        raise NotFound("page.unknown")
    shown = beside(found, timezone.localdate())
    context = {
        "discipline": found,
        "organisation": body,
        "panels": shown,
        "sets_rubric": may(AT_DISCIPLINE, "set_rubric", request.user, timezone.localdate(), at=body),
        **_terms(body),
    }
    return render(request, "recognition/discipline.html", context)


def _terms(organisation: Organisation) -> dict[str, Any]:
    """The lengths that count for a claimant, with who set them."""
    proceeding = in_force(organisation.code, ACADEMIC, timezone.localdate())
    return {"proceeding": proceeding, "terms": reading.terms(proceeding)}
