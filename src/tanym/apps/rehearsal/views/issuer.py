"""Answering as an issuer or a witness who was asked in a rehearsal: nobody outside of it gets the link."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tanym.apps.portfolio.actions.answer import answer as keep_answer
from tanym.apps.portfolio.forms import AnswerForm
from tanym.apps.portfolio.reading import asked
from tanym.apps.recognition.rehearsed import case_in
from tanym.apps.rehearsal.banner import banner
from tanym.apps.rehearsal.owning import under_way
from tanym.apps.rehearsal.staging import on_stage, time_in
from tanym.apps.rehearsal.waiting import question_in


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, public_id: uuid.UUID, question: uuid.UUID) -> HttpResponse:
    """The questions as whoever is asked reads them; the answers are kept as theirs."""
    row = under_way(public_id, request.user, timezone.localdate())
    with on_stage(row):
        found = question_in(row, question)
        form = AnswerForm(found, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            keep_answer(
                at=time_in(row),
                kept=found.digest,
                answers=form.answers(),
                name=form.cleaned_data["name"],
                role=form.cleaned_data["role"],
            )
            messages.success(request, _("The answer is kept. Whoever asked reads it in the case."))
            return redirect("rehearsal:page", row.public_id)
        request.rehearsal = banner(row, case_in(row.public_id))  # type: ignore[attr-defined]
        context = {**asked(found), "form": form, "rehearsal": row, "question": found}
        return render(request, "rehearsal/answer.html", context, status=422 if form.errors else 200)
