"""Acts on meetings with the claimant and on what the claimant needs; the file for a calendar."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tanym.apps.audit import clock as timezone
from tanym.apps.recognition import queries
from tanym.apps.recognition.actions.ask_adjustment import ask_adjustment as ask
from tanym.apps.recognition.actions.decide_adjustment import decide_adjustment as decide
from tanym.apps.recognition.actions.hold_meeting import hold_meeting as keep_held
from tanym.apps.recognition.actions.miss_meeting import miss_meeting as keep_missed
from tanym.apps.recognition.actions.plan_meeting import plan_meeting as keep_planned
from tanym.apps.recognition.forms.meetings import (
    AdjustmentForm,
    DecideForm,
    IdentityForm,
    MeetingForm,
    MissForm,
)
from tanym.apps.recognition.meetings import as_calendar
from tanym.apps.recognition.models import Meeting, RecognitionCase
from tanym.apps.recognition.views.acts import revision
from tanym.apps.recognition.views.reading import claimant_page, work_page
from tanym.core.kernel.errors import NotFound


@login_required
@require_POST
def ask_adjustment(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask for an adjustment."""
    found, form = _found(request, public_id), AdjustmentForm(request.POST, auto_id="need-%s")
    own = found.claimant_id == request.user.pk
    if own and not form.is_valid():
        return claimant_page(request, found, status=422, adjustment_form=form)
    asked = form.data.get("asked", "")
    ask(actor=request.user, at=timezone.now(), case=found, revision=revision(request), asked=asked)
    messages.success(request, _("Your request is with the office. You get a letter with the answer."))
    return redirect("recognition:case", found.public_id)


@login_required
@require_POST
def decide_adjustment(request: HttpRequest, public_id: uuid.UUID, asked: uuid.UUID) -> HttpResponse:
    """Decide on an adjustment."""
    found = _found(request, public_id)
    one = found.adjustments.filter(public_id=asked).first()
    if one is None:
        raise NotFound("page.unknown")
    form = DecideForm(request.POST, auto_id=f"need{one.pk}-%s")
    if not form.is_valid():
        return _again(request, found, f"decide_{one.public_id}", form)
    decide(
        actor=request.user,
        at=timezone.now(),
        adjustment=one,
        revision=revision(request),
        **form.cleaned_data,
    )
    messages.success(request, _("The decision is on record, and a letter went out."))
    return redirect("recognition:work", found.public_id)


@login_required
@require_POST
def plan_meeting(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Plan the interview or the assessment."""
    found, form = _found(request, public_id), MeetingForm(request.POST)
    if not form.is_valid():
        return _again(request, found, "meeting_form", form)
    keep_planned(
        actor=request.user,
        at=timezone.now(),
        case=found,
        revision=revision(request),
        what=form.cleaned_data["what"],
        **form.planned(),
    )
    messages.success(request, _("The claimant was invited."))
    return redirect("recognition:work", found.public_id)


@login_required
@require_POST
def hold_meeting(request: HttpRequest, public_id: uuid.UUID, meeting: uuid.UUID) -> HttpResponse:
    """Record that it was held."""
    found = _found(request, public_id)
    one = _meeting(found, meeting)
    form = IdentityForm(one, request.POST, auto_id=f"hold{one.pk}-%s")
    if not form.is_valid():
        return _again(request, found, f"hold_{one.public_id}", form)
    keep_held(
        actor=request.user, at=timezone.now(), meeting=one, revision=revision(request), **form.cleaned_data
    )
    messages.success(request, _("It is on record."))
    return redirect("recognition:work", found.public_id)


@login_required
@require_POST
def miss_meeting(request: HttpRequest, public_id: uuid.UUID, meeting: uuid.UUID) -> HttpResponse:
    """Record that it was not held."""
    found = _found(request, public_id)
    one = _meeting(found, meeting)
    form = MissForm(request.POST, auto_id=f"miss{one.pk}-%s")
    if not form.is_valid():
        return _again(request, found, f"miss_{one.public_id}", form)
    keep_missed(
        actor=request.user, at=timezone.now(), meeting=one, revision=revision(request), **form.cleaned_data
    )
    messages.success(request, _("It is on record, and the claimant was told."))
    return redirect("recognition:work", found.public_id)


@login_required
@require_safe
def calendar(request: HttpRequest, public_id: uuid.UUID, meeting: uuid.UUID) -> HttpResponse:
    """The meeting as a file for a calendar."""
    one = _meeting(_found(request, public_id), meeting)
    content = as_calendar(one, get_language() or "kk", at=timezone.now())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{one.what}.ics"'
    return answer


def _found(request: HttpRequest, public_id: uuid.UUID) -> RecognitionCase:
    return queries.case(public_id, request.user, timezone.localdate())


def _meeting(found: RecognitionCase, public_id: uuid.UUID) -> Meeting:
    one = found.meetings.filter(public_id=public_id).first()
    if one is None:
        raise NotFound("page.unknown")
    return one


def _again(request: HttpRequest, found: RecognitionCase, name: str, form: object) -> HttpResponse:
    """The page with the form that is to be mended; whoever has none there is refused by the action itself."""
    if found.claimant_id == request.user.pk:
        raise NotFound("page.unknown")
    return work_page(request, found, status=422, **{name: form})
