"""The signatures under the minutes: the page on which people sign, and the ways to do it."""

from __future__ import annotations

import base64
import uuid
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tanym.adapters.pdf import letter_pdf
from tanym.apps.accounts.words import say
from tanym.apps.audit import clock as timezone
from tanym.apps.recognition import seen
from tanym.apps.recognition.actions.file_scan import file_scan
from tanym.apps.recognition.actions.sign_minutes import sign_minutes
from tanym.apps.recognition.actions.sign_nationally import sign_nationally
from tanym.apps.recognition.actions.state_left import state_left
from tanym.apps.recognition.actions.take_over import take_over as go_on
from tanym.apps.recognition.casefile import commission_of
from tanym.apps.recognition.forms.signing import LeftForm, NationalForm, ScanForm, TakeOverForm
from tanym.apps.recognition.minutes_paper import minutes_paper
from tanym.apps.recognition.models import Seat
from tanym.apps.recognition.pinning import Record
from tanym.apps.recognition.proceedings import case_of
from tanym.apps.recognition.room import room
from tanym.apps.recognition.signing_state import Signing, signing
from tanym.apps.recognition.views.acts import revision
from tanym.apps.recognition.views.record import record_of, to_page
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused
from tanym.core.recognition.signing import is_shown

NCALAYER = "wss://127.0.0.1:13579"
"""Where the state's own program answers on the computer of whoever signs; no other page may speak to it."""


@login_required
@require_safe
@csp_update({"connect-src": [SELF, NCALAYER]})
def page(request: HttpRequest, public_id: uuid.UUID, of: str) -> HttpResponse:
    """The text of the minutes, who has signed, and the ways to sign that are open to the reader."""
    record = record_of(request, public_id, of, own=True)
    if case_of(record).claimant_id == request.user.pk:
        return redirect("recognition:case", case_of(record).public_id)
    answer = _page(request, record)
    _note(request, record)
    return answer


@login_required
@require_POST
def sign(request: HttpRequest, public_id: uuid.UUID, of: str) -> HttpResponse:
    """Sign in the account."""
    record = record_of(request, public_id, of)
    sign_minutes(actor=request.user, at=timezone.now(), record=record, revision=revision(request))
    messages.success(request, _("Your signature is kept under this text."))
    return to_page(record, "sign")


@login_required
@require_POST
@csp_update({"connect-src": [SELF, NCALAYER]})
def national(request: HttpRequest, public_id: uuid.UUID, of: str) -> HttpResponse:
    """Keep a national digital signature, once it was verified."""
    record = record_of(request, public_id, of)
    form = NationalForm(request.POST)
    if not form.is_valid():
        return _page(request, record, status=422, national_form=form)
    sign_nationally(actor=request.user, at=timezone.now(), record=record, cms=form.cleaned_data["cms"])
    messages.success(request, _("Your digital signature was verified and is kept under this text."))
    return to_page(record, "sign")


@login_required
@require_POST
@csp_update({"connect-src": [SELF, NCALAYER]})
def scan(request: HttpRequest, public_id: uuid.UUID, of: str) -> HttpResponse:
    """File a scan of the signed paper."""
    record = record_of(request, public_id, of)
    form = ScanForm(_unsigned(_shown(record)), request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, record, status=422, scan_form=form)
    try:
        file_scan(
            actor=request.user,
            at=timezone.now(),
            record=record,
            revision=revision(request),
            upload=form.cleaned_data["file"],
            printed=form.cleaned_data["printed"],
            people=form.chosen(),
        )
    except InvalidValue as wrong:
        form.add_error(
            "file" if wrong.code.startswith("upload.") else "people", say(wrong.code, **wrong.details)
        )
        return _page(request, record, status=422, scan_form=form)
    messages.success(request, _("The scan is filed, and its signatures count under this text."))
    return to_page(record, "sign")


@login_required
@require_POST
def left(request: HttpRequest, public_id: uuid.UUID, of: str) -> HttpResponse:
    """State that a member left after the vote."""
    record = record_of(request, public_id, of)
    form = LeftForm(_voted(record), request.POST)
    if not form.is_valid():
        return _page(request, record, status=422, left_form=form)
    seat, successor = form.seats()
    state_left(
        actor=request.user,
        at=timezone.now(),
        record=record,
        revision=revision(request),
        seat=seat,
        reason=form.cleaned_data["reason"],
        successor=successor,
    )
    messages.success(request, _("The minutes state it now. Whoever had signed signs the new text."))
    return to_page(record, "sign")


@login_required
@require_POST
def take_over(request: HttpRequest, public_id: uuid.UUID, of: str) -> HttpResponse:
    """Go on as the secretary."""
    record = record_of(request, public_id, of)
    form = TakeOverForm(request.POST)
    if not form.is_valid():
        return _page(request, record, status=422, take_over_form=form)
    go_on(
        actor=request.user,
        at=timezone.now(),
        record=record,
        revision=revision(request),
        reason=form.cleaned_data["reason"],
    )
    messages.success(request, _("You are the secretary of this commission now."))
    return to_page(record, "commission")


@login_required
@require_safe
def text(request: HttpRequest, public_id: uuid.UUID, of: str) -> HttpResponse:
    """The bytes that a digital signature is made over."""
    record = record_of(request, public_id, of)
    _not_the_claimant(request, record)
    shown = _shown(record)
    _note(request, record)
    name = f"minutes-{shown.minutes.digest[:12]}.json"
    return _download(shown.minutes.content, "application/json", name)


@login_required
@require_safe
def pdf(request: HttpRequest, public_id: uuid.UUID, of: str) -> HttpResponse:
    """The minutes on paper, to be signed by hand."""
    record = record_of(request, public_id, of)
    _not_the_claimant(request, record)
    shown = _shown(record)
    _note(request, record)
    made = letter_pdf(minutes_paper(record, settings.TANYM.address, get_language() or "kk"))
    return _download(made, "application/pdf", f"minutes-{shown.minutes.digest[:12]}.pdf")


def _note(request: HttpRequest, record: Record) -> None:
    seen.note_reading(case_of(record), request.user, seen.MINUTES, timezone.now())  # type: ignore[arg-type]


def _shown(record: Record) -> Signing:
    found = signing(record, timezone.localdate())
    if found is None:
        raise Refused("recognition.no-minutes")
    return found


def _not_the_claimant(request: HttpRequest, record: Record) -> None:
    """The claimant reads the letter, not who voted how."""
    if case_of(record).claimant_id == request.user.pk:
        raise NotFound("page.unknown")


def _page(request: HttpRequest, record: Record, *, status: int = 200, **forms: Any) -> HttpResponse:
    shown, case, person = _shown(record), case_of(record), request.user
    commission = commission_of(record)
    assert commission is not None
    is_secretary = commission.secretary_id == person.pk
    chairs = any(one.person_id == person.pk and one.office for one in commission.seats.all())
    context: dict[str, Any] = {
        "case": case,
        "record": record,
        "appeal": record if record is not case else None,
        "commission": commission,
        "signing": shown,
        "awaits": shown.awaits(person),
        "room": room(record),
        "program": NCALAYER,
        "is_secretary": is_secretary,
        "paper": is_shown(printed, shown.minutes.digest)
        if (printed := request.GET.get("text", ""))
        else None,
    }
    if shown.awaits(person) and shown.national_here:
        context["content"] = base64.b64encode(shown.minutes.content).decode("ascii")
        context["national_form"] = forms.get("national_form") or NationalForm()
    if is_secretary and shown.open and shown.minutes.carried and "paper" in shown.kinds and _unsigned(shown):
        context["scan_form"] = forms.get("scan_form") or ScanForm(_unsigned(shown))
    if (is_secretary or chairs) and shown.open and shown.left_need_not_sign and _voted(record):
        context["left_form"] = forms.get("left_form") or LeftForm(_voted(record))
    return render(request, "recognition/sign.html", context, status=status)


def _unsigned(shown: Signing) -> list[Any]:
    return [one.person for one in shown.signatures if one.on is None]


def _voted(record: Record) -> list[Seat]:
    commission = commission_of(record)
    seats = commission.seats.select_related("person") if commission else Seat.objects.none()
    return list(seats.filter(state="present", left_on=None).exclude(vote=""))


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
