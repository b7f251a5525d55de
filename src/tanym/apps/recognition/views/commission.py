"""The commission's room, of a case and of its appeal: who sits, who is there, who votes how."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tanym.apps.audit import clock as timezone
from tanym.apps.recognition import queries, seen
from tanym.apps.recognition.actions.attend import attend as keep_attendance
from tanym.apps.recognition.actions.recuse import recuse as step_aside
from tanym.apps.recognition.actions.seat_commission import seat_commission
from tanym.apps.recognition.actions.seat_panel import seat_panel
from tanym.apps.recognition.actions.vote import vote as keep_vote
from tanym.apps.recognition.actions.withdraw_appeal import withdraw_appeal as withdraw
from tanym.apps.recognition.forms.commission import RecuseForm, VoteForm
from tanym.apps.recognition.models import RecognitionCase, Seat
from tanym.apps.recognition.pinning import of as proceeding_of
from tanym.apps.recognition.proceedings import case_of
from tanym.apps.recognition.seating import Member
from tanym.apps.recognition.views.acts import revision
from tanym.apps.recognition.views.record import record_of, to_page
from tanym.apps.recognition.views.room_page import room_page, seating_form
from tanym.core.kernel.errors import NotFound


@login_required
@require_safe
def room(request: HttpRequest, public_id: uuid.UUID, of: str) -> HttpResponse:
    """The room of the commission."""
    record = record_of(request, public_id, of, own=True)
    if case_of(record).claimant_id == request.user.pk:
        return redirect("recognition:case", case_of(record).public_id)
    shown = room_page(request, record)
    seen.note_reading(case_of(record), request.user, seen.ROOM, timezone.now())  # type: ignore[arg-type]
    return shown


@login_required
@require_POST
def seat(request: HttpRequest, public_id: uuid.UUID, of: str) -> HttpResponse:
    """Seat the commission, or the second panel."""
    record = record_of(request, public_id, of)
    form = seating_form(record, request.user, request.POST)
    if not form.is_valid():
        return room_page(request, record, status=422, seating_form=form)
    given: dict[str, Any] = {
        "actor": request.user,
        "at": timezone.now(),
        "revision": revision(request),
        "members": [Member(person, office, side) for person, office, side in form.chosen()],
        "elected": form.cleaned_data["elected"],
    }
    if isinstance(record, RecognitionCase):
        seat_commission(case=record, **given)
    else:
        seat_panel(appeal=record, **given)
    messages.success(request, _("The commission is seated, and its members were told."))
    return to_page(record, "commission")


@login_required
@require_POST
def attend(request: HttpRequest, public_id: uuid.UUID, of: str, seat: int) -> HttpResponse:
    """Note who is present."""
    record = record_of(request, public_id, of)
    held = Seat.objects.filter(pk=seat).first()
    if held is None:
        raise NotFound("recognition.no-seat")
    keep_attendance(
        actor=request.user,
        at=timezone.now(),
        record=record,
        revision=revision(request),
        seat=held,
        present=request.POST.get("present") == "yes",
    )
    return to_page(record, "commission")


@login_required
@require_POST
def vote(request: HttpRequest, public_id: uuid.UUID, of: str) -> HttpResponse:
    """Vote."""
    record = record_of(request, public_id, of)
    results = [row.do for row in proceeding_of(record).guarded(record.stage, "majority")]
    form = VoteForm(results, request.POST)
    if results and not form.is_valid():
        return room_page(request, record, status=422, vote_form=form)
    keep_vote(actor=request.user, at=timezone.now(), record=record, choice=request.POST.get("choice", ""))
    messages.success(request, _("Your vote is kept."))
    return to_page(record, "commission")


@login_required
@require_POST
def recuse(request: HttpRequest, public_id: uuid.UUID, of: str) -> HttpResponse:
    """Step aside."""
    record = record_of(request, public_id, of)
    form = RecuseForm(request.POST)
    if not form.is_valid():
        return room_page(request, record, status=422, recuse_form=form)
    step_aside(actor=request.user, at=timezone.now(), record=record, reason=form.cleaned_data["reason"])
    return to_page(record, "commission")


@login_required
@require_POST
def withdraw_appeal(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Withdraw the appeal."""
    found = queries.appeal(public_id, request.user, timezone.localdate())
    withdraw(actor=request.user, at=timezone.now(), appeal=found, revision=revision(request))
    return redirect("recognition:case", found.of.public_id)
