"""What only a person can know of a case: the questions of the rules, the answers on record, the form of one answer."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tanym.apps.audit import clock as timezone
from tanym.apps.policy.queries import stack
from tanym.apps.recognition import queries
from tanym.apps.recognition.actions.attest import attest as keep
from tanym.apps.recognition.attesting import said_of, sayable_of
from tanym.apps.recognition.checking import said_by_rules
from tanym.apps.recognition.forms.work import AttestForm
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.proceedings import parties
from tanym.apps.recognition.views.acts import revision
from tanym.core.kernel.errors import NotFound
from tanym.core.recognition.attesting import choices
from tanym.rulepacks.sentences import fact_words


@login_required
@require_safe
def page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What was said of a case and what is asked; with `?fact=` the form of one answer, for the secretary."""
    found = queries.case(public_id, request.user, timezone.localdate())
    if found.claimant_id == request.user.pk:
        return redirect("recognition:case", found.public_id)
    return _page(request, found, request.GET.get("fact", ""))


@login_required
@require_POST
def attest(request: HttpRequest, public_id: uuid.UUID, fact: str) -> HttpResponse:
    """Put one answer on record."""
    found = queries.case(public_id, request.user, timezone.localdate())
    form = _form(found, fact, request.POST)
    if not form.is_valid():
        return _page(request, found, fact, status=422, form=form)
    keep(
        actor=request.user,
        at=timezone.now(),
        case=found,
        revision=revision(request),
        fact=fact,
        value=form.written(),
        words=form.cleaned_data["words"],
    )
    messages.success(request, _("It is on record, with your name and words."))
    return redirect("recognition:said", found.public_id)


def _page(
    request: HttpRequest,
    case: RecognitionCase,
    fact: str,
    *,
    status: int = 200,
    form: AttestForm | None = None,
) -> HttpResponse:
    if case.claimant_id == request.user.pk:
        raise NotFound("page.unknown")
    today = timezone.localdate()
    secretary = "secretary" in parties(case, request.user, today)
    context: dict[str, Any] = {
        "case": case,
        "said": said_of(case, today),
        "questions": said_by_rules(case, today).questions,
        "is_secretary": secretary,
        "fact": fact,
        "form": form or (_form(case, fact) if fact and secretary else None),
    }
    return render(request, "recognition/said.html", context, status=status)


def _form(case: RecognitionCase, fact: str, data: Any = None) -> AttestForm:
    today = timezone.localdate()
    known = sayable_of(case, today).get(fact)
    if known is None:
        raise NotFound("attestation.unknown", fact=fact[:80])
    by = stack(today, case.organisation.code)
    question = fact_words(by, fact, get_language() or "kk")
    return AttestForm(known.type, question, choices(by, fact), data, auto_id="a-%s")
