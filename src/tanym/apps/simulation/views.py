"""Pages of simulations: what would change, for whom, and the list to take away. What is done anybody may read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tanym.apps.jobs.shown import shown as shown_job
from tanym.apps.simulation.downloads import as_csv, as_json
from tanym.apps.simulation.models import Simulation
from tanym.apps.simulation.queries import FILTERS, affected, in_pieces
from tanym.apps.simulation.queries import simulation as simulation_named
from tanym.apps.simulation.shown import Shown, address
from tanym.core.kernel.errors import Refused

A_PAGE = 50


@require_GET
def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What would change; while the work goes on, how far it is."""
    simulation = simulation_named(public_id)
    shown = Shown(simulation)
    context: dict[str, Any] = {
        "simulation": simulation,
        "pack": shown.pack,
        "status": shown.status,
        "summary": simulation.summary,
        "draft": _draft(request),
    }
    if simulation.finished_at is None:
        mine = simulation.job is not None and simulation.started_by_id == request.user.pk
        job = shown_job(simulation.job, timezone.now()) if mine and simulation.job else None
        return render(request, "simulation/under_way.html", context | (job or {}) | {"mine": mine})
    chosen = _chosen(request)
    found = affected(simulation, chosen)
    here = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    number, last = here.number, here.paginator.num_pages
    context |= {
        "kinds": shown.kinds(),
        "rules": shown.rules(),
        "places": shown.places(),
        "cases": simulation.summary["cases"],
        "terms": shown.terms(),
        "pathways": simulation.summary["pathways"],
        "options": shown.options(chosen),
        "filtered": bool(chosen),
        "query": address(chosen),
        "count": here.paginator.count,
        "rows": [shown.row(row) for row in here],
        "number": number,
        "last": last,
        "earlier": address(chosen, page=number - 1) if number > 1 else "",
        "later": address(chosen, page=number + 1) if number < last else "",
    }
    return render(request, "simulation/page.html", context)


@require_GET
def download_csv(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The list as a table for a spreadsheet, narrowed as the page is."""
    simulation = _finished(public_id)
    rows = in_pieces(affected(simulation, _chosen(request)))
    return _file(
        StreamingHttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8"), simulation, "csv"
    )


@require_GET
def download_json(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The same with the counts and the digests of what was compared."""
    simulation = _finished(public_id)
    rows = in_pieces(affected(simulation, _chosen(request)))
    body = as_json(simulation, rows)
    return _file(StreamingHttpResponse(body, content_type="application/json"), simulation, "json")


def _finished(public_id: UUID) -> Simulation:
    simulation = simulation_named(public_id)
    if simulation.finished_at is None:
        raise Refused("simulation.under-way")
    return simulation


def _draft(request: HttpRequest) -> UUID | None:
    """The draft from whose page the reader came, to lead back to."""
    try:
        return UUID(request.GET.get("draft", ""))
    except ValueError:
        return None


def _chosen(request: HttpRequest) -> dict[str, str]:
    asked = {name: request.GET.get(name, "").replace("\x00", "")[:100] for name in FILTERS}
    return {name: one for name, one in asked.items() if one}


def _file(response: StreamingHttpResponse, simulation: Simulation, ending: str) -> StreamingHttpResponse:
    name = f"simulation-{simulation.pack}-{simulation.on}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
