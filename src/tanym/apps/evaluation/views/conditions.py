"""Conditions of a recognition: the applicant shows one, the office answers."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tanym.apps.evaluation.actions.answer_condition import answer_condition
from tanym.apps.evaluation.actions.show_condition import show_condition
from tanym.apps.evaluation.forms.conditions import AnswerConditionForm, ShowConditionForm
from tanym.apps.evaluation.panels import FAILED
from tanym.apps.evaluation.views.acts import acting, at_work, found_for
from tanym.apps.recognition.views.reading import claimant_page, work_page


@login_required
@require_POST
def show(request: HttpRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Put evidence for a condition."""
    found, _kept = found_for(request, public_id)
    form = ShowConditionForm(found, request.POST, auto_id=f"condition-{number}-%s")
    if found.claimant_id == request.user.pk and not form.is_valid():
        setattr(request, FAILED, (number, form))
        return claimant_page(request, found, status=422)
    form.is_valid()
    show_condition(
        **acting(request, found),
        number=number,
        words=form.cleaned_data.get("words", ""),
        item=form.chosen() if "item" in form.cleaned_data else None,
    )
    messages.success(request, _("It is with the office now. The time to meet the condition stands still."))
    return redirect("recognition:case", found.public_id)


@login_required
@require_POST
def answer(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Answer what was put for a condition."""
    found, _kept = at_work(request, public_id)
    form = AnswerConditionForm(request.POST, auto_id="answer-%s")
    if not form.is_valid():
        setattr(request, FAILED, (0, form))
        return work_page(request, found, status=422)
    data = form.cleaned_data
    answer_condition(**acting(request, found), met=data["met"] == "yes", words=data["words"])
    messages.success(request, _("Your answer is kept, and the applicant was told."))
    return redirect("recognition:work", found.public_id)
