"""Pages for everybody: which centre examines which profession, on what terms; the guide to the voucher."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tanym.apps.audit import clock as timezone
from tanym.apps.exams import queries
from tanym.apps.exams.actions.apply import apply as open_application
from tanym.apps.exams.guide import guide
from tanym.apps.exams.target import examined, skills


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The professions for which somebody examines."""
    words = request.GET.get("q", "")[:100]
    today = timezone.localdate()
    context = {
        "professions": queries.professions(today, words),
        "words": words,
        "centres": queries.centres_of(request.user, today),
    }
    return render(request, "exams/start.html", context)


@require_safe
def profession(request: HttpRequest, code: str) -> HttpResponse:
    """A profession: what is examined, where, what it costs, what to bring, when one may try again."""
    today = timezone.localdate()
    described = queries.described(code, today)
    needed = set(examined(described.card))
    rows = [
        {"id": key, "function": function, "skill": skill, "needed": key in needed}
        for key, function, skill, _path in skills(described.card)
    ]
    context = {
        "described": described,
        "held": described.profession,
        "card": described.card,
        "rows": rows,
        "apart": [one for one in rows if one["skill"].recognisable],
        "offers": [one for one in queries.open_offers(today) if one.profession == code],
    }
    return render(request, "exams/profession.html", context)


@login_required
@require_POST
def apply(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Open an application under an offer."""
    wanted = request.POST.getlist("skill") if request.POST.get("scope") == "skills" else ()
    case = open_application(
        actor=request.user, at=timezone.now(), offer=queries.offer(public_id), skills=wanted
    )
    return redirect("recognition:case", case.public_id)


@require_safe
def voucher(request: HttpRequest) -> HttpResponse:
    """The guide to the voucher of the state."""
    return render(request, "exams/voucher.html", guide(request.GET, timezone.localdate()))
