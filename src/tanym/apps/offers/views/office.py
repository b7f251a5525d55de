"""Pages of the office: what was proposed, what is in force, what has to be looked at."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.offers import queries, standings
from tanym.apps.offers.actions.end import end as end_it
from tanym.apps.offers.actions.propose import propose as propose_it
from tanym.apps.offers.actions.put_in_force import put_in_force as put_it_in_force
from tanym.apps.offers.actions.renew import renew as renew_it
from tanym.apps.offers.forms import EndForm, RenewForm, TermsForm
from tanym.apps.offers.panels import not_yet
from tanym.apps.offers.permissions import TABLE
from tanym.apps.offers.proposing import recognisable
from tanym.apps.organisations.permissions import may, permit
from tanym.apps.organisations.queries import organisation as organisation_by
from tanym.apps.recognition import queries as recognition
from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.recognition.standing import State

NOW = (
    State.TO_LOOK_AT,
    State.SUSPENDED,
    State.PROPOSED,
    State.IN_FORCE,
    State.COMING,
    State.PASSED,
    State.ENDED,
)
"""In which order an office reads them: what waits for it first."""


@login_required
@require_safe
def desk(request: HttpRequest, organisation: str) -> HttpResponse:
    """Everything of an organisation, what has to be looked at first."""
    body, today = organisation_by(organisation), timezone.localdate()
    if not queries.at_office(request.user, body, today):
        raise NotFound("page.unknown")
    found = queries.of_office(body, today)
    context = {
        "organisation": body,
        "groups": [(state, rows) for state in NOW if (rows := [one for one in found if one.state is state])],
    }
    return render(request, "offers/office.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Propose a standing decision from a decided case."""
    today = timezone.localdate()
    case = recognition.case(public_id, request.user, today)
    permit(TABLE, "propose", request.user, today, at=case.organisation)
    possible = recognisable(case)
    titles = {one.code: one for one in queries.sources_among(case)}
    form = TermsForm(
        sources=[(code, standings.titles_of(titles[code])) for code in possible],
        outcomes=_outcomes(case.target["outcomes"], {one for shown in possible.values() for one in shown}),
        data=request.POST or None,
        today=today,
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = propose_it(actor=request.user, at=timezone.now(), case=case, terms=form.terms())
        except InvalidValue as refused:
            form.add_refusal(refused)
        else:
            return redirect("offers:offer", row.public_id)
    context = {"case": case, "form": form, "possible": bool(possible), "not_yet": not_yet(case, today)}
    return render(request, "offers/propose.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def put_in_force(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put a proposal in force."""
    shown = queries.known_to_all(public_id, request.user, timezone.localdate())
    put_it_in_force(
        actor=request.user, at=timezone.now(), standing=shown.row, revision=_revision(request.POST)
    )
    return redirect("offers:offer", public_id)


@login_required
@require_POST
def end(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """End it, or take a proposal back."""
    shown = queries.known_to_all(public_id, request.user, timezone.localdate())
    form = EndForm(request.POST)
    reasons = form.cleaned_data["reasons"] if form.is_valid() else ""
    end_it(
        actor=request.user,
        at=timezone.now(),
        standing=shown.row,
        revision=_revision(request.POST),
        reasons=reasons,
    )
    return redirect("offers:offer", public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Propose that it goes on: what has changed stands beside the form."""
    today = timezone.localdate()
    shown = queries.known_to_all(public_id, request.user, today)
    row = shown.row
    permit(TABLE, "renew", request.user, today, at=row.organisation)
    changed = standings.changed_sources(row)
    form = RenewForm(
        changed=[(one.micro_qualification.code, one.titles) for one in changed],
        outcomes=_outcomes(row.discipline.outcomes, {*row.outcomes}),
        data=request.POST or None,
        today=today,
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = renew_it(
                actor=request.user,
                at=timezone.now(),
                standing=row,
                revision=_revision(request.POST),
                terms=form.terms([one.micro_qualification.code for one in row.sources.all()]),
                counting_too=form.cleaned_data.get("counting_too", ()),
            )
        except InvalidValue as refused:
            form.add_refusal(refused)
        else:
            return redirect("offers:offer", made.public_id)
    context = {
        "shown": shown,
        "row": row,
        "form": form,
        "changed": changed,
        "discipline_changed": standings.content_of_discipline(row.discipline) != row.target_content,
    }
    return render(request, "offers/renew.html", context, status=422 if form.errors else 200)


def acts(request: HttpRequest, shown: queries.Shown) -> dict[str, Any]:
    """What this person may do with it now, with the forms."""
    today, row, here = timezone.localdate(), shown.row, shown.state
    at = {"at": row.organisation}
    over = here is State.ENDED
    return {
        "may_put": here is State.PROPOSED
        and may(TABLE, "put_in_force", request.user, today, **at)
        and row.proposed_by_id != request.user.pk,
        "may_end": not over and here is not State.PASSED and may(TABLE, "end", request.user, today, **at),
        "may_renew": row.in_force_at is not None
        and not row.renewed_by.filter(ended_on=None).exists()
        and may(TABLE, "renew", request.user, today, **at),
        "end_form": EndForm(),
        "office": queries.at_office(request.user, row.organisation, today),
    }


def _outcomes(outcomes: list[dict[str, Any]], possible: set[str]) -> list[tuple[str, Mapping[str, str]]]:
    return [(one["id"], one["text"]) for one in outcomes if one["id"] in possible]


def _revision(data: Mapping[str, str]) -> int | None:
    text = data.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
