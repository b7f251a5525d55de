"""Acts on the exam of a case: each is a form on the page of the case."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tanym.apps.audit import clock as timezone
from tanym.apps.exams import forms
from tanym.apps.exams.actions.admit import admit as keep_admission
from tanym.apps.exams.actions.conclude import conclude as keep_result
from tanym.apps.exams.actions.hold_sitting import hold_sitting as keep_identity
from tanym.apps.exams.actions.issue_document import issue_document as issue_it
from tanym.apps.exams.actions.judge_personal import judge_personal as keep_personal
from tanym.apps.exams.actions.mark_theory import mark_theory as keep_theory
from tanym.apps.exams.actions.not_admit import not_admit as keep_out
from tanym.apps.exams.actions.plan_sitting import plan_sitting as keep_sitting
from tanym.apps.exams.actions.postpone import postpone as keep_new_day
from tanym.apps.exams.panels import FAILED
from tanym.apps.exams.queries import examination
from tanym.apps.exams.sittings import sittings_of
from tanym.apps.recognition.forms.meetings import IdentityForm, PlaceForm
from tanym.apps.recognition.queries import case as case_by_id
from tanym.apps.recognition.views.reading import claimant_page, work_page
from tanym.core.kernel.revision import read_revision

Made = Callable[[Any, Mapping[str, Any]], Form]
Done = Callable[[Any, dict[str, Any]], object]


def _act(request: HttpRequest, public_id: uuid.UUID, name: str, make: Made, do: Done) -> HttpResponse:
    """Read the form; act, or show the page again with what is to be mended."""
    found = case_by_id(public_id, request.user, timezone.localdate())
    form = make(found, request.POST)
    if not form.is_valid():
        setattr(request, FAILED, (name, form))
        page = claimant_page if found.claimant_id == request.user.pk else work_page
        return page(request, found, status=422)
    by = {
        "actor": request.user,
        "at": timezone.now(),
        "case": found,
        "revision": read_revision(request.POST.get("revision", "")),
    }
    do(form, by)
    return redirect("recognition:case", found.public_id)


@login_required
@require_POST
def admit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Admit to the exam."""

    def keep(form: Any, by: dict[str, Any]) -> object:
        data = form.cleaned_data
        return keep_admission(**by, **{**data, "assessor": form.people[data["assessor"]]})

    return _act(request, public_id, "admit", forms.AdmitForm, keep)


@login_required
@require_POST
def not_admit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Do not admit."""
    return _act(
        request, public_id, "not_admit", lambda _case, data: forms.NotAdmitForm(data, auto_id="not-admit-%s"),
        lambda form, by: keep_out(**by, **form.cleaned_data),
    )  # fmt: skip


@login_required
@require_POST
def plan_sitting(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Set day and place."""
    return _act(
        request, public_id, "plan_sitting", lambda _case, data: PlaceForm(data),
        lambda form, by: keep_sitting(**by, **form.planned()),
    )  # fmt: skip


@login_required
@require_POST
def postpone(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Set a new day for who was ill."""
    return _act(
        request, public_id, "postpone", lambda _case, data: forms.PostponeForm(data, auto_id="postpone-%s"),
        lambda form, by: keep_new_day(**by, paper=form.cleaned_data["paper"], **form.planned()),
    )  # fmt: skip


@login_required
@require_POST
def hold_sitting(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Record how the person was identified."""

    def made(case: Any, data: Mapping[str, Any]) -> Form:
        planned = sittings_of(examination(case)).filter(state="planned").last()
        return IdentityForm(planned, data)

    return _act(
        request, public_id, "hold_sitting", made, lambda form, by: keep_identity(**by, **form.cleaned_data)
    )


@login_required
@require_POST
def mark_theory(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Enter the theory."""
    return _act(
        request, public_id, "mark_theory", lambda _case, data: forms.TheoryForm(data),
        lambda form, by: keep_theory(**by, **form.cleaned_data),
    )  # fmt: skip


@login_required
@require_POST
def judge_personal(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Judge the personal competences."""
    return _act(
        request, public_id, "judge_personal",
        lambda case, data: forms.PersonalForm(case.target.get("personal", ()), data),
        lambda form, by: keep_personal(**by, answers=form.answers()),
    )  # fmt: skip


@login_required
@require_POST
def conclude(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Conclude the exam."""
    return _act(
        request, public_id, "conclude", lambda _case, data: forms.ConcludeForm({}, data),
        lambda form, by: keep_result(**by, **form.cleaned_data),
    )  # fmt: skip


@login_required
@require_POST
def issue_document(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Issue the document."""
    return _act(
        request, public_id, "issue_document", lambda _case, data: Form(data), lambda _form, by: issue_it(**by)
    )
