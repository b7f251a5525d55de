"""The minutes in the commission's room: written, signed and decided on, of a case and of its appeal."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tanym.apps.audit import clock as timezone
from tanym.apps.recognition.actions.recognise import recognise
from tanym.apps.recognition.actions.recognise_in_part import recognise_in_part
from tanym.apps.recognition.actions.record_minutes import record_minutes
from tanym.apps.recognition.actions.refuse import refuse
from tanym.apps.recognition.actions.remit import remit
from tanym.apps.recognition.actions.reverse import reverse as reverse_decision
from tanym.apps.recognition.actions.uphold import uphold
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.signing_state import signing
from tanym.apps.recognition.views.acts import revision
from tanym.apps.recognition.views.record import record_of, to_page
from tanym.apps.recognition.views.room_page import minutes_form, room_page
from tanym.core.kernel.errors import NotFound

DECIDE_A_CASE: dict[str, Any] = {
    "recognise": recognise,
    "recognise-in-part": recognise_in_part,
    "refuse": refuse,
}
DECIDE_AN_APPEAL: dict[str, Any] = {"uphold": uphold, "reverse": reverse_decision, "remit": remit}


@login_required
@require_POST
def write_minutes(request: HttpRequest, public_id: uuid.UUID, of: str) -> HttpResponse:
    """Write the decision into the minutes."""
    record = record_of(request, public_id, of)
    form = minutes_form(record, request.POST)
    if "compose" in request.POST:
        return room_page(request, record, minutes_form=minutes_form(record, given=form.composed()))
    if not form.is_valid():
        return room_page(request, record, status=422, minutes_form=form)
    written = record_minutes(
        actor=request.user,
        at=timezone.now(),
        record=record,
        revision=revision(request),
        draft=form.draft(),
        notes=form.cleaned_data["notes"],
    )
    shown = signing(written, timezone.localdate())
    if shown is not None and shown.minutes.carried:
        messages.success(request, _("The minutes are written, with your signature."))
    else:
        messages.success(request, _("The minutes are written. They are signed after the votes."))
    return to_page(record, "commission")


@login_required
@require_POST
def decide(request: HttpRequest, public_id: uuid.UUID, of: str, step: str) -> HttpResponse:
    """Sign as the chair and take the decision."""
    record = record_of(request, public_id, of)
    given: dict[str, Any] = {"actor": request.user, "at": timezone.now(), "revision": revision(request)}
    steps = DECIDE_A_CASE if isinstance(record, RecognitionCase) else DECIDE_AN_APPEAL
    if step not in steps:
        raise NotFound("page.unknown")
    if isinstance(record, RecognitionCase):
        steps[step](case=record, **given)
    else:
        steps[step](appeal=record, **given)
    messages.success(request, _("The decision is taken. The claimant was told."))
    return to_page(record, "work" if isinstance(record, RecognitionCase) else "commission")
