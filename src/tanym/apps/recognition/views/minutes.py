"""The minutes in the commission's room: written, signed and decided on, of a case and of its appeal."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tanym.apps.recognition import queries
from tanym.apps.recognition.actions.recognise import recognise
from tanym.apps.recognition.actions.recognise_in_part import recognise_in_part
from tanym.apps.recognition.actions.record_minutes import record_minutes
from tanym.apps.recognition.actions.refuse import refuse
from tanym.apps.recognition.actions.remit import remit
from tanym.apps.recognition.actions.reverse import reverse as reverse_decision
from tanym.apps.recognition.actions.uphold import uphold
from tanym.apps.recognition.pinning import Record
from tanym.apps.recognition.views.acts import revision
from tanym.apps.recognition.views.room_page import minutes_form, room_page, to_room
from tanym.core.kernel.errors import NotFound

DECIDE: dict[str, Any] = {
    "recognise": recognise,
    "recognise-in-part": recognise_in_part,
    "refuse": refuse,
    "uphold": uphold,
    "reverse": reverse_decision,
    "remit": remit,
}


@login_required
@require_POST
def write_minutes(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write the decision into the minutes."""
    return _minutes(request, queries.case(public_id, request.user, timezone.localdate()))


@login_required
@require_POST
def appeal_minutes(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write the decision of the second panel into its minutes."""
    return _minutes(request, queries.appeal(public_id, request.user, timezone.localdate()))


@login_required
@require_POST
def decide(request: HttpRequest, public_id: uuid.UUID, step: str) -> HttpResponse:
    """Sign as the chair and take the decision."""
    found = queries.case(public_id, request.user, timezone.localdate())
    if step not in ("recognise", "recognise-in-part", "refuse"):
        raise NotFound("page.unknown")
    DECIDE[step](actor=request.user, at=timezone.now(), case=found, revision=revision(request))
    messages.success(request, _("The decision is taken. The claimant was told."))
    return redirect("recognition:work", found.public_id)


@login_required
@require_POST
def appeal_decide(request: HttpRequest, public_id: uuid.UUID, step: str) -> HttpResponse:
    """Sign as the chair of the second panel and decide."""
    found = queries.appeal(public_id, request.user, timezone.localdate())
    if step not in ("uphold", "reverse", "remit"):
        raise NotFound("page.unknown")
    DECIDE[step](actor=request.user, at=timezone.now(), appeal=found, revision=revision(request))
    messages.success(request, _("The decision is taken. The claimant was told."))
    return redirect("recognition:appeal-room", found.public_id)


def _minutes(request: HttpRequest, record: Record) -> HttpResponse:
    form = minutes_form(record, request.POST)
    if "compose" in request.POST:
        return room_page(request, record, minutes_form=minutes_form(record, given=form.composed()))
    if not form.is_valid():
        return room_page(request, record, status=422, minutes_form=form)
    record_minutes(
        actor=request.user,
        at=timezone.now(),
        record=record,
        revision=revision(request),
        draft=form.draft(),
        notes=form.cleaned_data["notes"],
    )
    messages.success(request, _("The minutes are written, with your signature."))
    return to_room(record)
