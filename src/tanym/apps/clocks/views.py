"""Pages of terms: what is late and with whom, and the form that extends a term."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tanym.apps.accounts.words import here, say
from tanym.apps.audit import clock as timezone
from tanym.apps.clocks import queries
from tanym.apps.clocks.actions.extend import extend as extend_term
from tanym.apps.clocks.forms import ExtendForm
from tanym.apps.clocks.kinds import Held, held
from tanym.apps.clocks.models import Term
from tanym.apps.clocks.shown import terms_of
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted

A_PAGE = 30
SOON = timedelta(days=7)


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What is late and with whom, what is due within seven days, what runs and what stands still."""
    today = timezone.localdate()
    oversees = queries.oversees(request.user, today)
    if not oversees and not queries.works_in_an_office(request.user, today):
        raise NotPermitted("clocks.no-office")
    found = queries.seen_by(request.user, today)
    procedures = _procedures(found)
    chosen = request.GET.get("procedure", "")
    if chosen in dict(procedures):
        found = found.filter(procedure=chosen)
    pages = Paginator(found, A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return render(
        request,
        "clocks/overview.html",
        {
            "rows": [_row(one, today) for one in page.object_list],
            "page": page,
            "tally": {
                "late": found.filter(due_on__lt=today).count(),
                "soon": found.filter(due_on__gte=today, due_on__lte=today + SOON).count(),
                "all": pages.count,
            },
            "procedures": procedures,
            "chosen": chosen,
            "counts": queries.counts(today) if oversees else (),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: HttpRequest, prefix: str, public_id: uuid.UUID, clock: str) -> HttpResponse:
    """Extend a term: until when and why. Who may not do it finds no page."""
    subject = f"{prefix}:{public_id}"
    found = held(subject)
    today = timezone.localdate()
    term = next((one for one in terms_of(found, today, request.user) if one.name == clock), None)
    if term is None:
        raise NotFound("page.unknown")
    form = ExtendForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        given = form.cleaned_data
        try:
            extend_term(
                actor=request.user,
                at=timezone.now(),
                subject=subject,
                clock=clock,
                until=given["until"],
                reason=given["reason"],
                due=given["due"],
            )
        except InvalidValue as wrong:
            form.add_error(
                "reason" if wrong.code == "clock.extended-without-reason" else "until",
                say(wrong.code, **wrong.details),
            )
        else:
            messages.success(request, _("The term is extended. The applicant was told."))
            return redirect(_back(found))
    if not term.extend:
        raise NotFound("page.unknown")
    form = form or ExtendForm(initial={"due": term.due})
    days = {"min": term.due, "max": term.furthest}
    form.fields["until"].widget.attrs |= {name: day.isoformat() for name, day in days.items() if day}
    context = {"form": form, "term": term, "held": found, "back": _back(found)}
    return render(request, "clocks/extend.html", context, status=422 if form.errors else 200)


def _back(found: Held) -> str:
    """The page of the case; in a rehearsal the one there."""
    return f"{get_script_prefix()}{get_language()}{found.address}"


def _procedures(found: Any) -> list[tuple[str, str]]:
    """The procedures that have terms here, by name."""
    names: dict[str, str] = {}
    for procedure, words in found.order_by("procedure").values_list("procedure", "words").distinct():
        names.setdefault(procedure, here(words.get("procedure", {})) or procedure)
    return sorted(names.items(), key=lambda one: one[1])


def _row(term: Term, today: date) -> dict[str, Any]:
    """A line of the list: in which group it stands, how many days it is over or has left."""
    if term.due_on is None:
        group = "paused"
    elif term.due_on < today:
        group = "late"
    else:
        group = "soon" if term.due_on <= today + SOON else "later"
    return {"term": term, "group": group, "url": f"/{get_language()}{term.address}"}
