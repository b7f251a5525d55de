"""Guidance: asked for by a person, taken on by an adviser, with notes and appointments."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tanym.apps.audit import clock as timezone
from tanym.apps.organisations.queries import members, organisation
from tanym.apps.recognition import reading, seen
from tanym.apps.recognition.matrix import matrix
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.validation import queries
from tanym.apps.validation.actions.advise import advise
from tanym.apps.validation.actions.answer_talk import answer_talk
from tanym.apps.validation.actions.ask_guidance import ask_guidance
from tanym.apps.validation.actions.change_consent import change_consent
from tanym.apps.validation.actions.end_guidance import end_guidance
from tanym.apps.validation.actions.offer_talk import offer_talk
from tanym.apps.validation.actions.take_guidance import take_guidance
from tanym.apps.validation.forms.claimant import AskGuidanceForm
from tanym.apps.validation.forms.work import NoteForm, TalkForm
from tanym.apps.validation.models import Guidance
from tanym.apps.validation.parts import phases_of
from tanym.apps.validation.shown import described
from tanym.apps.validation.targets import places
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.revision import read_revision
from tanym.core.recognition.validation.phases import phase_now


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Guidance that one has asked for, and the desk of whoever advises."""
    return _mine_page(request)


@login_required
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for guidance."""
    form = AskGuidanceForm(_advising(), request.POST)
    if not form.is_valid():
        return _mine_page(request, form, status=422)
    found = ask_guidance(
        actor=request.user,
        at=timezone.now(),
        organisation=organisation(form.cleaned_data["organisation"]),
        words=form.cleaned_data["words"],
        consent=form.cleaned_data["consent"],
    )
    return redirect("validation:guidance", found.public_id)


@login_required
@require_safe
def guidance(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One guidance: who, notes, appointments; for the adviser the cases that the person lets them read."""
    return _page(request, _found(request, public_id))


@login_required
@require_POST
def take(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take it on."""
    found = _found(request, public_id)
    revision = read_revision(request.POST.get("revision", ""))
    take_guidance(actor=request.user, at=timezone.now(), guidance=found, revision=revision)
    messages.success(request, _("You advise this person now. You will never assess them."))
    return redirect("validation:guidance", found.public_id)


@login_required
@require_POST
def note(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write a note."""
    found = _found(request, public_id)
    cases = queries.cases_in(found)
    form = NoteForm(cases, request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, note_form=form)
    about = next((one for one in cases if str(one.public_id) == form.cleaned_data["case"]), None)
    advise(actor=request.user, at=timezone.now(), guidance=found, text=form.cleaned_data["text"], case=about)
    messages.success(request, _("The note is with the person."))
    return redirect("validation:guidance", found.public_id)


@login_required
@require_POST
def consent(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Let the adviser read one's cases, or no longer."""
    found = _found(request, public_id)
    change_consent(
        actor=request.user, at=timezone.now(), guidance=found, consent=request.POST.get("consent") == "yes"
    )
    return redirect("validation:guidance", found.public_id)


@login_required
@require_POST
def end(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """End it."""
    found = _found(request, public_id)
    end_guidance(actor=request.user, at=timezone.now(), guidance=found)
    return redirect("validation:guidances")


@login_required
@require_POST
def talk(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Offer an appointment."""
    found = _found(request, public_id)
    form = TalkForm(request.POST, auto_id="t-%s")
    if not form.is_valid():
        return _page(request, found, status=422, talk_form=form)
    offer_talk(actor=request.user, at=timezone.now(), guidance=found, **form.cleaned_data)
    messages.success(request, _("The appointment is offered."))
    return redirect("validation:guidance", found.public_id)


@login_required
@require_POST
def answer(request: HttpRequest, public_id: uuid.UUID, talk: uuid.UUID) -> HttpResponse:
    """Agree to an appointment, or call it off."""
    found = _found(request, public_id)
    answer_talk(
        actor=request.user,
        at=timezone.now(),
        talk=queries.talk(found, talk),
        revision=read_revision(request.POST.get("revision", "")),
        answer=request.POST.get("answer", ""),
    )
    return redirect("validation:guidance", found.public_id)


@login_required
@require_safe
def case(request: HttpRequest, public_id: uuid.UUID, case: uuid.UUID) -> HttpResponse:
    """A case as its adviser reads it: phases, own words, evidence, decision; nothing can be done to it here."""
    found = _found(request, public_id)
    if found.adviser_id != request.user.pk:
        raise NotFound("page.unknown")
    one = next((one for one in queries.cases_in(found) if one.public_id == case), None)
    if one is None:
        raise NotFound("page.unknown")
    context = {
        "guidance": found,
        "case": one,
        "panel": {
            "phases": phases_of(one),
            "described": described(queries.route_of(one)),
            "editable": False,
        },
        "rows": matrix(one, one.claimant),  # whoever advises a person sees what that person does
        "items": one.evidence.select_related("award__awarding_body", "file"),
        "stage": reading.stage_words(one),
        "clocks": reading.clocks(one, timezone.localdate(), request.user),
        "plan": queries.plan_of(one),
    }
    seen.note_reading(one, request.user, seen.CASE, timezone.now())  # type: ignore[arg-type]
    return render(request, "validation/advised_case.html", context)


def _found(request: HttpRequest, public_id: uuid.UUID) -> Guidance:
    return queries.guidance(public_id, request.user, timezone.localdate())


def _mine_page(
    request: HttpRequest, form: AskGuidanceForm | None = None, *, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    waiting, advised = queries.desk(request.user, today)
    context = {
        "own": list(queries.guidance_of(request.user)),
        "advises": queries.advises(request.user, today),
        "waiting": waiting,
        "advised": [(one, _newest(one)) for one in advised],
        "form": form or AskGuidanceForm(_advising()),
    }
    return render(request, "validation/guidances.html", context, status=status)


def _page(request: HttpRequest, found: Guidance, *, status: int = 200, **forms: Any) -> HttpResponse:
    cases = queries.cases_in(found) if found.adviser_id == request.user.pk else []
    advising = found.adviser_id == request.user.pk
    context = {
        "guidance": found,
        "advising": advising,
        "own": found.person_id == request.user.pk,
        "notes": found.notes.select_related("by", "case"),
        "talks": found.talks.select_related("offered_by"),
        "cases": [(one, phase_now(phases_of(one)), reading.stage_words(one)) for one in cases],
        "note_form": forms.get("note_form") or (NoteForm(cases) if advising else None),
        "talk_form": forms.get("talk_form") or TalkForm(auto_id="t-%s"),
    }
    return render(request, "validation/guidance.html", context, status=status)


def _newest(found: Guidance) -> tuple[RecognitionCase, Any] | None:
    cases = queries.cases_in(found)
    return (cases[0], reading.stage_words(cases[0])) if cases else None


def _advising() -> list[Any]:
    """The organisations that validate and have somebody who advises."""
    today = timezone.localdate()
    return [one for one in places(today) if members(one, "adviser", today).exists()]
