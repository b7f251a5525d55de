"""Pages of endorsements: the need for a micro-qualification, one endorsement, the desk of those who are asked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tanym.apps.accounts.words import say
from tanym.apps.endorsements import queries
from tanym.apps.endorsements.actions.ask import ask
from tanym.apps.endorsements.actions.confirm import confirm
from tanym.apps.endorsements.actions.decline import decline
from tanym.apps.endorsements.actions.revoke import revoke
from tanym.apps.endorsements.actions.take_back import take_back
from tanym.apps.endorsements.forms import AskForm, ConfirmForm, ReasonForm
from tanym.apps.endorsements.models import Endorsement
from tanym.apps.endorsements.permissions import AT_ENDORSER, AT_OWNER
from tanym.apps.organisations.permissions import may
from tanym.apps.policy.queries import stack
from tanym.apps.policy.shown import ShownFinding, shown_findings
from tanym.apps.qualifications.queries import body_words, design_of, readable
from tanym.core.kernel.errors import InvalidValue, NotFound

A_PAGE = 20


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What my organisation was asked to endorse, and what it has said."""
    today = timezone.localdate()
    found = Paginator(queries.to_answer(request.user, today), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "endorsements/desk.html", {"found": found, "today": today})


@login_required
@require_http_methods(["GET", "POST"])
def need(request: HttpRequest, version: Any) -> HttpResponse:
    """Who needs a micro-qualification: the evidence with what the rules say of it, and who endorses it."""
    today = timezone.localdate()
    of = readable(version, request.user, today)
    owner = of.micro_qualification.owner
    asks = may(AT_OWNER, "ask", request.user, today, at=owner)
    form = AskForm(request.POST or None, owner=owner, on=today)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            ask(actor=request.user, at=timezone.now(), version=of, **form.cleaned_data)
            messages.success(request, _("Asked. The organisation answers; you will have a letter."))
            return redirect("endorsements:need", of.public_id)
    language = get_language() or "kk"
    by, names = stack(today, owner.code), body_words(language)
    shown = [(one, shown_findings(by, one.report.findings, names)) for one in queries.pieces(of, today)]
    context = {
        "version": of,
        "design": design_of(of),
        "asks": asks,
        "form": form,
        "pieces": [(one, *_split(findings)) for one, findings in shown],
        "endorsements": queries.of(of.micro_qualification),
        "today": today,
    }
    return render(request, "endorsements/need.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def endorsement(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One endorsement, for the two organisations: what was asked, the answer, and what may be done."""
    today = timezone.localdate()
    found = queries.endorsement(public_id)
    asked = may(AT_ENDORSER, "confirm", request.user, today, at=found.endorser)
    asks = may(AT_OWNER, "ask", request.user, today, at=found.micro_qualification.owner)
    if not asked and not asks:
        raise NotFound("endorsement.unknown")
    answer, reason = ConfirmForm(), ReasonForm()
    status = 200
    if request.method == "POST":
        do = request.POST.get("do", "")
        answer = ConfirmForm(request.POST) if do == "confirm" else answer
        reason = ReasonForm(request.POST) if do in ("decline", "revoke") else reason
        if _done(request, found, do, answer, reason):
            return redirect("endorsements:endorsement", found.public_id)
        status = 422
    context = {"one": found, "asked": asked, "asks": asks, "answer": answer, "reason": reason, "today": today}
    return render(request, "endorsements/endorsement.html", context, status=status)


def _split(findings: list[ShownFinding]) -> tuple[list[ShownFinding], list[ShownFinding]]:
    """What is open, and what is met."""
    found = [one for one in findings if one.applies]
    return [one for one in found if one.mark != "yes"], [one for one in found if one.mark == "yes"]


def _done(request: HttpRequest, of: Endorsement, do: str, answer: ConfirmForm, reason: ReasonForm) -> bool:
    """Whether the act went through; what was typed wrongly is said at its field."""
    act = {"actor": request.user, "at": timezone.now(), "endorsement": of}
    if do == "take-back":
        take_back(**act)
        messages.success(request, _("Taken back. Nobody has to answer."))
        return True
    if do == "confirm" and answer.is_valid():
        try:
            confirm(**act, statement=answer.statement.given(), until=answer.cleaned_data["until"])
        except InvalidValue as wrong:
            field = "until" if wrong.code == "endorsement.until" else "statement-kk"
            answer.add_error(field, say(wrong.code, **wrong.details))
            return False
        messages.success(request, _("Confirmed. The public reads it from now on."))
        return True
    if do in ("decline", "revoke") and reason.is_valid():
        (decline if do == "decline" else revoke)(**act, reason=reason.cleaned_data["reason"])
        messages.success(
            request, _("Declined. The author has a letter.") if do == "decline" else _("Revoked, from today.")
        )
        return True
    return False
