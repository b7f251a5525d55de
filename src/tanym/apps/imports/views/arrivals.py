"""Who is here: institutions that were invited, that came, that have begun their first design."""

from __future__ import annotations

import csv
import io
from collections import Counter

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tanym.apps.accounts.words import here as in_words
from tanym.apps.accounts.words import say
from tanym.apps.imports.actions.print_invitations import print_invitations
from tanym.apps.imports.country.arrivals import Arrival, found, places, waiting
from tanym.apps.imports.permissions import may_at_centre, permit_at_centre
from tanym.apps.organisations.queries import standing
from tanym.apps.organisations.sheets import sheet
from tanym.core.kernel.spreadsheet import harmless

A_PAGE = 50


@login_required
@require_safe
def here(request: HttpRequest) -> HttpResponse:
    """Every institution with how far it is; counts, search, and the way to sheets and reminders."""
    today = timezone.localdate()
    permit_at_centre("see_who_is_here", request.user, today)
    everything = places()
    counted = Counter(place.arrival for place in everything)
    asked = " ".join(request.GET.get("q", "").split())[:100]
    chosen = request.GET.get("arrival", "")
    chosen = chosen if chosen in set(Arrival) else ""
    some = found(everything, asked, chosen)
    context = {
        "counts": [(f"arrival.{one}", one.value, counted[one]) for one in Arrival],
        "all": len(everything),
        "page": Paginator(some, A_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "chosen": chosen,
        "query": urlencode({"q": asked, "arrival": chosen}),
        "prints": may_at_centre("print_invitations", request.user, today),
        "brings": may_at_centre("bring_in_institutions", request.user, today),
    }
    return render(request, "imports/here.html", context)


@login_required
@require_safe
def reminders(request: HttpRequest) -> HttpResponse:
    """Who was invited and has not come, as a table for letters of reminder."""
    permit_at_centre("print_invitations", request.user, timezone.localdate())
    out, now = io.StringIO(), timezone.now()
    writer = csv.writer(out, delimiter=";")
    named = ("institution", "name", "email", "roles", "invited", "until", "state")
    writer.writerow([say(f"imports.reminders.{name}") for name in named])
    for row in waiting():
        texts = [in_words(row.organisation.names), row.name, row.email, ", ".join(map(say, row.role_codes))]
        days = [
            timezone.localdate(row.invited_at).isoformat(),
            timezone.localdate(row.expires_at).isoformat(),
        ]
        writer.writerow([*map(harmless, texts), *days, say(f"imports.reminders.{standing(row, now)}")])
    return HttpResponse(
        out.getvalue().encode("utf-8-sig"),
        headers={
            "Content-Type": "text/csv; charset=utf-8",
            "Content-Disposition": 'attachment; filename="reminders.csv"',
        },
    )


@never_cache
@login_required
@require_POST
def sheets(request: HttpRequest) -> HttpResponse:
    """Sheets with new links for the chosen institutions; the answer holds them, and no other page ever does."""
    made = print_invitations(
        actor=request.user,  # type: ignore[arg-type]
        at=timezone.now(),
        codes=request.POST.getlist("of"),
    )
    context = {"sheets": [sheet(one, secret) for one, secret in made], "back": "imports:here"}
    return render(request, "organisations/sheets.html", context, status=201)
