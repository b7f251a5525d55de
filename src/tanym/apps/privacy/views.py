"""One's own data: what is kept, who saw it, consents, export, erasure; and the answers of an office."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.accounts.holdings import Fate
from tanym.apps.files.actions.open_file import open_file
from tanym.apps.organisations.queries import memberships
from tanym.apps.privacy import queries, showing
from tanym.apps.privacy.actions.answer import answer
from tanym.apps.privacy.actions.close_account import close_account
from tanym.apps.privacy.actions.erase import erase
from tanym.apps.privacy.actions.object_in_general import object_in_general
from tanym.apps.privacy.actions.start_export import start_export
from tanym.apps.privacy.actions.take_back import take_back
from tanym.apps.privacy.forms import AnswerForm, CloseForm, EraseForm

A_FEW, MANY = 5, 200


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Everything at a glance: what is kept and why, until when, who saw it, consents, and what can be done."""
    now, person = timezone.now(), request.user
    today = timezone.localdate(now)
    context = {
        "rooms": showing.rooms_of(person),  # type: ignore[arg-type]
        "terms": showing.terms_of(person, "keep.cases", today),  # type: ignore[arg-type]
        "acts": showing.acts_of(person),  # type: ignore[arg-type]
        "seen": showing.seen(person, A_FEW),  # type: ignore[arg-type]
        "consents": [(one, one.standing(today)) for one in queries.consents(person)],  # type: ignore[arg-type]
        "others": showing.consents_of_rooms(person),  # type: ignore[arg-type]
        "exports": queries.exports(person, now),  # type: ignore[arg-type]
        "at_work": queries.export_at_work(person, now),  # type: ignore[arg-type]
        "objects": queries.objects_to_advice(person),  # type: ignore[arg-type]
        "goes": Fate.GOES,
        "to_answer": queries.to_answer(person, today).count(),
    }
    return render(request, "privacy/mine.html", context)


@never_cache
@login_required
@require_safe
def who_saw(request: HttpRequest) -> HttpResponse:
    """Who read what of me, the latest first."""
    return render(request, "privacy/seen.html", {"seen": showing.seen(request.user, MANY)})  # type: ignore[arg-type]


@login_required
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Start to pack everything into one file."""
    job = start_export(actor=request.user, at=timezone.now(), language=get_language() or "kk")  # type: ignore[arg-type]
    return redirect("jobs:job", job.public_id)


@never_cache
@login_required
@require_safe
def fetch_export(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The file, for the person whose data it holds."""
    now = timezone.now()
    found = queries.export_of(request.user, public_id, now)
    content = open_file(actor=request.user, at=now, stored=found.file, about=found.subject)  # type: ignore[arg-type]
    name = f"my-data-{timezone.localdate(found.asked_at).isoformat()}.zip"
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase_own(request: HttpRequest) -> HttpResponse:
    """What may be erased, with a choice; and what stays, with its reason."""
    rooms = showing.rooms_of(request.user)  # type: ignore[arg-type]
    form = EraseForm(rooms, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = erase(actor=request.user, at=timezone.now(), rooms=form.cleaned_data["rooms"])  # type: ignore[arg-type]
        gone, kept = sum(one.gone for one in done.values()), sum(one.kept for one in done.values())
        messages.success(request, _("Erased: %(count)s.") % {"count": gone})
        if kept:
            messages.info(
                request, _("Kept, because a case or a document relies on it: %(count)s.") % {"count": kept}
            )
        return redirect("privacy:mine")
    context = {"form": form, "rooms": rooms, "goes": Fate.GOES, "some": any(one.goes for one in rooms)}
    status = 422 if form.is_bound else 200
    return render(request, "privacy/erase.html", context, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """Close the account: what goes, what stays, and the last button."""
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        close_account(actor=request.user, at=timezone.now())  # type: ignore[arg-type]
        logout(request)
        messages.success(request, _("Your account is closed. Your documents stay valid."))
        return redirect("site:home")
    in_office = memberships(request.user, timezone.localdate()).exists()
    status = 422 if form.is_bound else 200
    return render(request, "privacy/close.html", {"form": form, "in_office": in_office}, status=status)


@login_required
@require_POST
def advice(request: HttpRequest) -> HttpResponse:
    """Object to automated advice in every case to come, or no longer."""
    objects = request.POST.get("objects") == "yes"
    object_in_general(actor=request.user, at=timezone.now(), objects=objects)  # type: ignore[arg-type]
    messages.success(request, _("Saved."))
    return redirect("privacy:mine")


@never_cache
@login_required
@require_safe
def consent(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A consent as it was given, and what became of it."""
    found = queries.consent_of(request.user, public_id)
    heading, lines = queries.parts(found, get_language() or "kk")
    return render(
        request,
        "privacy/consent.html",
        {
            "consent": found,
            "heading": heading,
            "lines": lines,
            "standing": found.standing(timezone.localdate()),
        },
    )


@login_required
@require_POST
def take_back_consent(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a consent back."""
    found = queries.consent_of(request.user, public_id)
    take_back(actor=request.user, at=timezone.now(), consent=found)  # type: ignore[arg-type]
    messages.success(request, _("You have taken the consent back."))
    return redirect("privacy:consent", found.public_id)


@never_cache
@login_required
@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """Consents that were taken back and wait for an answer of my office."""
    found = queries.to_answer(request.user, timezone.localdate())[:MANY]
    return render(request, "privacy/answers.html", {"consents": found, "today": timezone.localdate()})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_one(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """End the use, or say on which ground it is kept."""
    found = queries.one_to_answer(request.user, public_id, timezone.localdate())
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        revision = request.POST.get("revision", "")
        answer(
            actor=request.user,  # type: ignore[arg-type]
            at=timezone.now(),
            consent=found,
            revision=int(revision) if revision.isdecimal() else None,
            answer=form.cleaned_data["answer"],
            reasons=form.cleaned_data["reasons"],
        )
        messages.success(request, _("The person has a letter with your answer."))
        return redirect("privacy:answers")
    heading, lines = queries.parts(found, get_language() or "kk")
    context = {"consent": found, "form": form, "heading": heading, "lines": lines}
    return render(request, "privacy/answer.html", context, status=422 if form.is_bound else 200)
