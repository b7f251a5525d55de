"""Pages for everybody: what counts for what, where and until when; for a learner, what would count."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from tanym.apps.offers import queries
from tanym.apps.offers.actions.ask import ask as ask_for
from tanym.apps.offers.actions.take import take as take_it
from tanym.apps.offers.counting import what_counts as counting
from tanym.apps.offers.views.office import acts
from tanym.apps.recognition import queries as recognition


@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    """What is in force, by organisation; narrowed to one organisation or one micro-qualification."""
    today = timezone.localdate()
    everything = queries.in_force(today)
    chosen = {name: request.GET.get(name, "")[:80] for name in ("organisation", "micro-qualification")}
    found = [one for one in everything if _fits(one, chosen)]
    context = {
        "offers": found,
        "chosen": chosen,
        "asked": chosen["micro-qualification"],
        "organisations": dict.fromkeys(one.row.organisation for one in everything),
        "sources": {
            source.micro_qualification.code: source.titles
            for one in everything
            for source in one.row.sources.all()
        },
        "offices": queries.offices_of(request.user, today),
    }
    return render(request, "offers/list.html", context)


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The same as data: what is in force today."""
    found = [_as_data(request, one) for one in queries.in_force(timezone.localdate())]
    return JsonResponse({"on": timezone.localdate().isoformat(), "offers": found})


@require_safe
def offer(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One standing decision: what it gives, on what it stands, and whether this reader can take it."""
    today = timezone.localdate()
    shown = queries.known_to_all(public_id, request.user, today)
    context: dict[str, Any] = {"shown": shown, "row": shown.row}
    if request.user.is_authenticated:
        context |= acts(request, shown)
        context["mine"] = mine = queries.for_person(shown, request.user, today)
        context["held"] = {one.version.micro_qualification_id for one in mine.awards if one.version}
        context["taken"] = queries.taken(shown.row, request.user)
    return render(request, "offers/offer.html", context)


@login_required
@require_POST
def take(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take it: the case is open and decided."""
    shown = queries.known_to_all(public_id, request.user, timezone.localdate())
    case = take_it(actor=request.user, at=timezone.now(), standing=shown.row)
    return redirect("recognition:case", case.public_id)


@login_required
@require_safe
def what_counts(request: HttpRequest) -> HttpResponse:
    """What would count, and where: for whoever is signed in."""
    return render(request, "offers/what_counts.html", {"found": counting(request.user, timezone.localdate())})


@login_required
@require_POST
def ask(request: HttpRequest, organisation: str, code: str) -> HttpResponse:
    """Open an application with what the advice named."""
    found = recognition.discipline(code, organisation)
    case = ask_for(actor=request.user, at=timezone.now(), discipline=found)
    return redirect("recognition:case", case.public_id)


def _fits(shown: queries.Shown, chosen: dict[str, str]) -> bool:
    row, wanted = shown.row, chosen["micro-qualification"]
    codes = {one.micro_qualification.code for one in row.sources.all()}
    return chosen["organisation"] in ("", row.organisation.code) and (not wanted or wanted in codes)


def _as_data(request: HttpRequest, shown: queries.Shown) -> dict[str, Any]:
    row = shown.row
    return {
        "id": str(row.public_id),
        "url": request.build_absolute_uri(reverse("offers:offer", args=[row.public_id])),
        "organisation": row.organisation.code,
        "discipline": {
            "programme": row.target["programme"],
            "code": row.target["code"],
            "titles": row.target["titles"],
            "credits": row.target["credits"] / 100,
        },
        "micro_qualifications": [
            {"code": one.micro_qualification.code, "titles": one.titles} for one in row.sources.all()
        ],
        "in_full": row.in_full,
        "outcomes": [one["id"] for one in shown.outcomes if one["recognised"]],
        "credits": row.credits / 100,
        "since": row.since.isoformat(),
        "until": row.until.isoformat(),
        "minutes": {"number": row.minutes_number, "decided_on": row.decided_on.isoformat()},
    }
