"""The page of a rule that a design does not meet: asking for a waiver, granting or refusing it, ending it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tanym.apps.accounts.words import say
from tanym.apps.organisations.permissions import may
from tanym.apps.policy.models import Waiver
from tanym.apps.policy.queries import stack, waiver_request, waivers_of
from tanym.apps.policy.shown import shown
from tanym.apps.qualifications import approval
from tanym.apps.qualifications.actions.answer_waiver_request import answer_waiver_request
from tanym.apps.qualifications.actions.ask_for_waiver import ask_for_waiver
from tanym.apps.qualifications.actions.end_waiver_early import end_waiver_early
from tanym.apps.qualifications.forms.waiver import AskForWaiverForm, RefuseWaiverForm
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.permissions import AT_OWNER, about
from tanym.apps.qualifications.queries import body_words, findings_now, readable, subject_of
from tanym.core.kernel.errors import InvalidValue, NotFound


@login_required
@require_http_methods(["GET", "POST"])
def waiver(request: HttpRequest, public_id: Any, rule: str) -> HttpResponse:
    """What the rule says of the design today; the request, the answer, and what may be done about them."""
    today = timezone.localdate()
    version = readable(public_id, request.user, today)
    finding = findings_now(version, today).finding(rule)
    if finding is None:
        raise NotFound("rule.not-in-force", rule=rule)
    ask, refuse = AskForWaiverForm(), RefuseWaiverForm()
    status = 200
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do == "ask":
            ask = AskForWaiverForm(request.POST)
            if ask.is_valid() and _done(request, ask, version, rule, _ask):
                return redirect("qualifications:waiver", version.public_id, rule)
        elif do == "refuse":
            refuse = RefuseWaiverForm(request.POST)
            if refuse.is_valid() and _done(request, refuse, version, rule, _refuse):
                return redirect("qualifications:waiver", version.public_id, rule)
        else:
            (_grant if do == "grant" else _end)(request, version, rule)
            return redirect("qualifications:waiver", version.public_id, rule)
        status = 422
    by, owner = stack(today, version.micro_qualification.owner.code), version.micro_qualification.owner
    kept = [one for one in waivers_of(subject_of(version)) if one.rule == rule]
    asked = waiver_request(subject_of(version), rule)
    return render(
        request,
        "qualifications/waiver.html",
        {
            "version": version,
            "finding": shown(by, finding, get_language() or "kk", body_words(get_language() or "kk")),
            "needed": finding.outcome == "not-met",
            "waivable": by.rules[rule].rule.waivable,
            "waivers": kept,
            "standing": next((one for one in kept if one.since <= today < one.last), None),
            "asked": asked,
            "author": may(AT_OWNER, "ask_for_waiver", request.user, today, at=owner, about=about(version)),
            "reviewer": approval.reviews(request.user, today)
            and not approval.conflicted(version, request.user, today),
            "ask": ask,
            "refuse": refuse,
        },
        status=status,
    )


def _done(request: HttpRequest, form: Any, version: Version, rule: str, act: Callable[..., None]) -> bool:
    """Whether the act went through; what was typed wrongly is said at its field."""
    try:
        act(request, form.cleaned_data, version, rule)
    except InvalidValue as wrong:
        field = "until" if wrong.code == "waiver.until" else next(iter(form.fields))
        form.add_error(field, say(wrong.code, **wrong.details))
        return False
    return True


def _ask(request: HttpRequest, typed: dict[str, Any], version: Version, rule: str) -> None:
    ask_for_waiver(actor=request.user, at=timezone.now(), version=version, rule=rule, **typed)
    messages.success(request, _("Asked. The national centre answers; you will have a letter."))


def _refuse(request: HttpRequest, typed: dict[str, Any], version: Version, rule: str) -> None:
    _answer(request, version, rule, typed["refusal"])
    messages.success(request, _("Refused. The author has a letter with your reason."))


def _grant(request: HttpRequest, version: Version, rule: str) -> None:
    _answer(request, version, rule, "")
    messages.success(request, _("Granted. It is public, with your name and the reason."))


def _answer(request: HttpRequest, version: Version, rule: str, refusal: str) -> None:
    asked = waiver_request(subject_of(version), rule)
    if asked is None:
        raise NotFound("waiver.unknown")
    answer_waiver_request(
        actor=request.user, at=timezone.now(), version=version, request=asked, refusal=refusal
    )


def _end(request: HttpRequest, version: Version, rule: str) -> None:
    standing: Waiver | None = next(
        (one for one in waivers_of(subject_of(version)) if one.rule == rule and one.ended_on is None), None
    )
    if standing is None:
        raise NotFound("waiver.unknown")
    end_waiver_early(actor=request.user, at=timezone.now(), waiver=standing)
    messages.success(request, _("Ended. The rule holds again from today."))
