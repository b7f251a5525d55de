"""How an organisation has decided so far: for everybody above the floor of its pack, for the body itself in full."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tanym.apps.audit import clock as timezone
from tanym.apps.organisations.queries import organisation as find
from tanym.apps.recognition import assessor_pairs, figures
from tanym.core.recognition.agreement import FEWEST_CASES


@require_safe
def decided(request: HttpRequest, organisation: str) -> HttpResponse:
    """What was recognised in full, in part or refused, by target and outcome; never of few people."""
    body = find(organisation)
    lines, agreement, floor, aside = figures.public(body, timezone.localdate())
    context = {
        "organisation": body,
        "lines": lines,
        "agreement": agreement,
        "floor": floor,
        "set_aside": aside,
    }
    return render(request, "recognition/decided.html", context)


@login_required
@require_safe
def consistency(request: HttpRequest, organisation: str) -> HttpResponse:
    """How alike the commissions decide on the same learning, year by year, and where they did not."""
    body = figures.body(find(organisation), request.user, timezone.localdate())
    agreement, years, apart = figures.consistency(body)
    context = {
        "organisation": body,
        "agreement": agreement,
        "years": years,
        "apart": apart,
        "set_aside": figures.set_aside(body),
        "is_office": assessor_pairs.is_office(body, request.user, timezone.localdate()),
    }
    return render(request, "recognition/consistency.html", context)


@login_required
@require_safe
def assessors(request: HttpRequest, organisation: str) -> HttpResponse:
    """How far every two assessors agree, for the office alone."""
    body = assessor_pairs.office(find(organisation), request.user, timezone.localdate())
    pairs = assessor_pairs.pairs(body)
    context = {
        "organisation": body,
        "told": [one for one in pairs if one.agreement],
        "few": [one for one in pairs if not one.agreement],
        "fewest": FEWEST_CASES,
    }
    return render(request, "recognition/assessors.html", context)
