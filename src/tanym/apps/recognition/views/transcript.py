"""Lines for the student information system: the page of a registrar, and the files of it and of one case."""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tanym.apps.audit import clock as timezone
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import memberships
from tanym.apps.recognition import queries, transcript
from tanym.core.kernel.errors import InvalidValue, NotFound

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The lines of the registrar's institutions, with their files, and the way for the answer."""
    places = _registrar_at(request)
    since, until = _day(request, "from"), _day(request, "until")
    context = {
        "places": [(one, transcript.lines(one, since, until, _language())) for one in places],
        "since": since,
        "until": until,
        "asked": request.GET.urlencode(),
    }
    return render(request, "recognition/transcript.html", context)


@login_required
@require_safe
def lines(request: HttpRequest, organisation: str, form: str) -> HttpResponse:
    """The lines of an institution as a file; its name holds days and no person."""
    place = next((one for one in _registrar_at(request) if one.code == organisation), None)
    if place is None or form not in TYPES:
        raise NotFound("page.unknown")
    found = transcript.lines(place, _day(request, "from"), _day(request, "until"), _language())
    return _file(found, f"transcript-lines-{place.code}-{timezone.localdate().isoformat()}", form)


@login_required
@require_safe
def line(request: HttpRequest, public_id: uuid.UUID, form: str) -> HttpResponse:
    """The line of one case as a file, for its registrar."""
    case = queries.case(public_id, request.user, timezone.localdate())
    if form not in TYPES or case.organisation not in _registrar_at(request):
        raise NotFound("page.unknown")
    return _file(transcript.line_of(case, _language()), f"transcript-line-{case.number}", form)


def _registrar_at(request: HttpRequest) -> list[Organisation]:
    """Where the reader is a registrar. Raises `NotFound` where nowhere."""
    held = (
        memberships(request.user, timezone.localdate())
        .filter(role="registrar")
        .select_related("organisation")
    )
    places = list(dict.fromkeys(one.organisation for one in held))
    if not places:
        raise NotFound("page.unknown")
    return places


def _day(request: HttpRequest, name: str) -> date | None:
    given = request.GET.get(name, "")
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise InvalidValue("cell.day") from None


def _language() -> str:
    return get_language() or "kk"


def _file(found: list[dict[str, str]], name: str, form: str) -> HttpResponse:
    return HttpResponse(
        transcript.written(found, form),
        content_type=TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )
