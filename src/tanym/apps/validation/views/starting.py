"""What could I have recognised? The start, one aim, and the beginning of a validation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.audit import clock as timezone
from tanym.apps.clocks.proceedings import in_force
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import members
from tanym.apps.recognition import reading
from tanym.apps.validation import targets
from tanym.apps.validation.actions.ask_guidance import ask_guidance
from tanym.apps.validation.actions.begin import begin as begin_validation
from tanym.apps.validation.actions.join_cohort import join_cohort
from tanym.apps.validation.forms.claimant import BeginForm, JoinForm, NearForm
from tanym.apps.validation.models import Route
from tanym.apps.validation.parts import parts_of
from tanym.apps.validation.queries import cohort_behind, own_cases, shown_elsewhere


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """What can be recognised; with own words, sent and forgotten, which of it they speak of."""
    today = timezone.localdate()
    form = NearForm(request.POST or None)
    told = request.method == "POST" and form.is_valid()
    grouped: dict[Organisation, list[targets.Aim]] = {}
    for one in targets.aims(today):
        grouped.setdefault(one.organisation, []).append(one)
    context = {
        "form": form,
        "told": told,
        "near": targets.near(form.cleaned_data["words"], today) if told else [],
        "bodies": list(grouped.items()),
        "mine": own_cases(request.user)[:3] if request.user.is_authenticated else [],
    }
    status = 422 if request.method == "POST" and not told else 200
    return render(request, "validation/start.html", context, status=status)


@require_safe
def aim(request: HttpRequest, ref: str) -> HttpResponse:
    """One aim: what it asks for, how it goes, how long it takes, and the way to begin."""
    return _aim_page(request, targets.aim(ref, timezone.localdate()))


@login_required
@require_POST
def begin(request: HttpRequest, ref: str) -> HttpResponse:
    """Begin, alone or with an adviser."""
    found = targets.aim(ref, timezone.localdate())
    form = BeginForm(
        request.POST,
        advised=_advised(found.organisation, timezone.localdate()),
        carried=shown_elsewhere(request.user),
    )
    if not form.is_valid():
        return _aim_page(request, found, form, status=422)
    at = timezone.now()
    case = begin_validation(
        actor=request.user,
        at=at,
        aim=found,
        kind=form.cleaned_data["kind"],
        informed=form.cleaned_data["informed"],
        carries=form.chosen(),
    )
    if form.cleaned_data["kind"] == Route.Kind.ACCOMPANIED:
        ask_guidance(
            actor=request.user,
            at=at,
            organisation=found.organisation,
            words="",
            consent=form.cleaned_data["consent"],
        )
    return redirect("recognition:case", case.public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Join an employer's group by its link."""
    at = timezone.now()
    cohort = cohort_behind(secret, at)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        case = join_cohort(actor=request.user, at=at, cohort=cohort, **form.cleaned_data)
        return redirect("recognition:case", case.public_id)
    found = targets.aim(cohort.target_ref, timezone.localdate())
    context = {"cohort": cohort, "form": form, **_about(found)}
    return render(request, "validation/join.html", context, status=422 if request.method == "POST" else 200)


def _aim_page(
    request: HttpRequest, found: targets.Aim, form: BeginForm | None = None, *, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    parts = parts_of(request.user, found.ref) if request.user.is_authenticated else []
    valid = {one.id for one in found.outcomes if any(part.holds(one, today) for part in parts)}
    context = {
        "form": form
        or BeginForm(advised=_advised(found.organisation, today), carried=shown_elsewhere(request.user)),
        "rows": [(one, one.id in valid) for one in found.outcomes],
        "nothing_left": len(valid) == len(found.outcomes),
        **_about(found),
    }
    return render(request, "validation/aim.html", context, status=status)


def _about(found: targets.Aim) -> dict[str, Any]:
    proceeding = in_force(found.organisation.code, targets.PROCEDURE, timezone.localdate())
    return {
        "aim": found,
        "terms": reading.terms(proceeding),
        "citations": reading.procedure_citations(proceeding),
        "status": proceeding.procedure.status,
    }


def _advised(organisation: Organisation, on: date) -> bool:
    return bool(members(organisation, "adviser", on).exists())
