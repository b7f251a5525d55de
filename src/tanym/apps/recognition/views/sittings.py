"""Sittings: what is ready for commissions, the agenda of a day, and the office's own reasons."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tanym.apps.accounts.words import say
from tanym.apps.audit import clock as timezone
from tanym.apps.organisations.models import Organisation
from tanym.apps.recognition import agenda, reading, seen
from tanym.apps.recognition.actions.add_reason import add_reason as keep_reason
from tanym.apps.recognition.actions.call_sitting import call_sitting
from tanym.apps.recognition.actions.end_reason import end_reason as drop_reason
from tanym.apps.recognition.appeals import heard_by
from tanym.apps.recognition.forms.sittings import ReasonForm, SittingForm
from tanym.apps.recognition.models import OwnReason
from tanym.apps.recognition.reason_library import library
from tanym.core.kernel.errors import InvalidValue, NotFound


@login_required
@require_safe
def index(request: HttpRequest, organisation: str) -> HttpResponse:
    """What is ready for a commission, and the sittings that were called."""
    return _index(request, _office(request, organisation), None)


@login_required
@require_POST
def call(request: HttpRequest, organisation: str) -> HttpResponse:
    """Call a sitting."""
    body = _office(request, organisation)
    form = SittingForm(agenda.ready(body), request.POST)
    if not form.is_valid():
        return _index(request, body, form, 422)
    try:
        called = call_sitting(
            actor=request.user,
            at=timezone.now(),
            organisation=body,
            starts_at=form.starts_at(),
            place=form.cleaned_data["place"],
            commissions=form.chosen(),
            public_id=form.cleaned_data["sitting"],
        )
    except InvalidValue as wrong:
        form.add_error("on" if wrong.code == "sitting.past" else "cases", say(wrong.code))
        return _index(request, body, form, 422)
    messages.success(request, _("The sitting is called, and its members were invited."))
    return redirect("recognition:sitting", called.public_id)


@login_required
@require_safe
def sitting(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The agenda of a sitting with the papers of each case, for its office and its members."""
    today = timezone.localdate()
    found = agenda.sitting(public_id, request.user, today)
    rows = []
    for commission in agenda.agenda(found, request.user, today):
        case = commission.case
        appeal = heard_by(commission)
        seen.note_reading(case, request.user, seen.SITTING, timezone.now())  # type: ignore[arg-type]
        rows.append(
            {
                "case": case,
                "appeal": appeal,
                "stage": reading.stage_words(appeal or case),
                "members": commission.seats.select_related("person"),
            }
        )
    office = found.organisation in agenda.offices(request.user, today)
    return render(request, "recognition/sitting.html", {"sitting": found, "rows": rows, "office": office})


@login_required
@require_safe
def reasons(request: HttpRequest, organisation: str) -> HttpResponse:
    """The library of reasons as the commissions of an organisation have it."""
    return _reasons(request, _office(request, organisation), ReasonForm())


@login_required
@require_POST
def add_reason(request: HttpRequest, organisation: str) -> HttpResponse:
    """Add a reason of one's own."""
    body = _office(request, organisation)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _reasons(request, body, form, 422)
    keep_reason(
        actor=request.user,
        at=timezone.now(),
        organisation=body,
        finding=form.cleaned_data["finding"],
        kind=form.cleaned_data["kind"],
        words=form.words(),
    )
    messages.success(request, _("The reason stands in the library now."))
    return redirect("recognition:reasons", body.code)


@login_required
@require_POST
def end_reason(request: HttpRequest, organisation: str, reason: uuid.UUID) -> HttpResponse:
    """Offer a reason of one's own no more."""
    body = _office(request, organisation)
    found = OwnReason.objects.filter(organisation=body, public_id=reason).first()
    if found is None:
        raise NotFound("page.unknown")
    drop_reason(actor=request.user, at=timezone.now(), reason=found)
    messages.success(request, _("The reason is offered no more."))
    return redirect("recognition:reasons", body.code)


def _office(request: HttpRequest, organisation: str) -> Organisation:
    """The organisation, for who works in its office. Raises `NotFound`."""
    for one in agenda.offices(request.user, timezone.localdate()):
        if one.code == organisation:
            return one
    raise NotFound("page.unknown")


def _index(
    request: HttpRequest, body: Organisation, form: SittingForm | None, status: int = 200
) -> HttpResponse:
    items = agenda.ready(body)
    context = {
        "organisation": body,
        "items": items,
        "form": form or SittingForm(items),
        "seated": any(one.commission for one in items),
        "sittings": agenda.sittings([body]),
    }
    return render(request, "recognition/sittings.html", context, status=status)


def _reasons(request: HttpRequest, body: Organisation, form: ReasonForm, status: int = 200) -> HttpResponse:
    own = OwnReason.objects.filter(organisation=body, ended_at=None)
    context = {
        "organisation": body,
        "own": own,
        "given": [one for one in library(body) if not one.code.startswith("own-")],
        "form": form,
    }
    return render(request, "recognition/reasons.html", context, status=status)
