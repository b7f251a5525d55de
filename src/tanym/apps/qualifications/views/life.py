"""What is done with a version after its approval: conditions, suspension, re-review."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tanym.apps.qualifications.actions.answer_condition import answer_condition
from tanym.apps.qualifications.actions.begin_re_review import begin_re_review
from tanym.apps.qualifications.actions.decide_re_review import decide_re_review
from tanym.apps.qualifications.actions.fulfil_condition import fulfil_condition
from tanym.apps.qualifications.actions.reinstate import reinstate
from tanym.apps.qualifications.actions.report_re_review import report_re_review
from tanym.apps.qualifications.actions.suspend import suspend
from tanym.apps.qualifications.forms.sheet import read_day
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import condition, re_review, readable
from tanym.core.kernel.revision import read_revision


@login_required
@require_POST
def answer(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The author says how a condition is fulfilled; a reviewer confirms it or says what is missing."""
    found = condition(public_id)
    version = readable(found.version.public_id, request.user, timezone.localdate())
    at, text = timezone.now(), request.POST.get("text", "")
    match request.POST.get("do"):
        case "confirm":
            answer_condition(actor=request.user, at=at, condition=found)
            messages.success(request, _("Confirmed. The author has a letter."))
        case "ask":
            answer_condition(actor=request.user, at=at, condition=found, missing=text)
            messages.success(request, _("The author has a letter with what is missing."))
        case _other:
            fulfil_condition(actor=request.user, at=at, condition=found, answer=text)
            messages.success(request, _("Kept. A reviewer of the national centre confirms it."))
    return _back(version, "conditions")


@login_required
@require_POST
def offer(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Suspend a published version, or offer it again."""
    version = readable(public_id, request.user, timezone.localdate())
    given: dict[str, Any] = {
        "actor": request.user,
        "at": timezone.now(),
        "version": version,
        "reason": request.POST.get("reason", ""),
        "revision": read_revision(request.POST.get("revision", "")),
    }
    if request.POST.get("do") == "reinstate":
        reinstate(**given)
        messages.success(request, _("It is offered again from today."))
    else:
        suspend(**given)
        messages.success(request, _("It is suspended. Who learns already goes on."))
    return _back(version)


@login_required
@require_POST
def begin(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Begin the re-review of a version, or ask for it."""
    version = readable(public_id, request.user, timezone.localdate())
    begin_re_review(actor=request.user, at=timezone.now(), version=version)
    messages.success(request, _("The re-review has begun."))
    return _back(version, "re-review")


@login_required
@require_POST
def decide(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The author reports what has changed; a reviewer decides."""
    found = re_review(public_id)
    version = readable(found.version.public_id, request.user, timezone.localdate())
    at = timezone.now()
    if request.POST.get("do") == "report":
        report_re_review(actor=request.user, at=at, re_review=found, report=request.POST.get("text", ""))
        messages.success(request, _("Kept. The reviewer reads it."))
    else:
        decide_re_review(
            actor=request.user,
            at=at,
            re_review=found,
            outcome=request.POST.get("outcome", ""),
            reasons=request.POST.get("text", ""),
            teach_out=read_day(request.POST.get("teach_out", "")),
        )
        messages.success(request, _("Decided. The author has a letter."))
    return _back(version, "re-review")


def _back(version: Version, place: str = "") -> HttpResponse:
    answered = redirect("qualifications:design", version.public_id)
    if place:
        answered["Location"] += f"#{place}"
    return answered
