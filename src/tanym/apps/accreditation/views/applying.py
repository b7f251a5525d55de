"""Acts of the organisation that applies: found its page, fill in, add documents, send, report a condition."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tanym.apps.accounts.words import say
from tanym.apps.accreditation.actions.add_paper import add_paper
from tanym.apps.accreditation.actions.apply import apply as send_application
from tanym.apps.accreditation.actions.begin import begin as begin_application
from tanym.apps.accreditation.actions.fill_in import fill_in
from tanym.apps.accreditation.actions.remove_paper import remove_paper
from tanym.apps.accreditation.actions.report_condition import report_condition
from tanym.apps.accreditation.forms.checklist import PARTS, initial
from tanym.apps.accreditation.forms.handling import ConditionForm, FoundForm, PaperForm
from tanym.apps.accreditation.handling import APPLICANT, parties
from tanym.apps.accreditation.kinds import PROVIDER
from tanym.apps.accreditation.models import Application
from tanym.apps.accreditation.views import reading
from tanym.apps.accreditation.views.acting import condition_of, readable, sender, shown_again
from tanym.apps.organisations.actions.found import found as found_organisation
from tanym.apps.organisations.legal import KZ_BIN
from tanym.apps.organisations.queries import organisation
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused


@login_required
@require_POST
def found(request: HttpRequest) -> HttpResponse:
    """Found the page of an organisation, and begin its application to be recognised."""
    form = FoundForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            body = found_organisation(
                actor=request.user,
                at=timezone.now(),
                type=said["type"],
                names={x: said[f"name_{x}"] for x in ("kk", "ru", "en")},
                city=dict.fromkeys(("kk", "ru", "en"), said["city"]) if said["city"] else {},
                website=said["website"],
                contact={"email": said["email"]} if said["email"] else {},
                legal_scheme=KZ_BIN,
                legal_id=said["legal_id"],
            )
        except (InvalidValue, Refused) as wrong:
            field = "legal_id" if "legal" in wrong.code or "bin" in wrong.code else None
            form.add_error(field, say(wrong.code, **wrong.details))
        else:
            messages.success(request, _("Your organisation has its page. Now choose what you apply for."))
            return redirect(f"{reverse('accreditation:start')}#apply-{body.code}")
    return shown_again(request, reading.start, found_form=form)


@login_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin an application; where one is under way, the refusal names it."""
    body = organisation(request.POST.get("organisation", ""))
    procedure = request.POST.get("procedure", PROVIDER)
    made = begin_application(actor=request.user, at=timezone.now(), organisation=body, procedure=procedure)
    return redirect("accreditation:application", made.public_id)


@login_required
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, public_id: uuid.UUID, name: str) -> HttpResponse:
    """A part of the checklist: kept as it is typed."""
    kept = _own(request, public_id)
    of = next((one for one in PARTS[kept.procedure] if one.name == name), None)
    if of is None:
        raise NotFound("page.unknown")
    form = of.form(request.POST if request.method == "POST" else None, initial=initial(kept))
    if request.method == "POST" and form.is_valid():
        fill_in(**sender(request), application=kept, answers=form.answers(), scope=form.scope())
        messages.success(request, _("Kept."))
        return redirect("accreditation:application", kept.public_id)
    return render(
        request,
        "accreditation/part.html",
        {"application": kept, "part": of, "form": form},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def add(request: HttpRequest, public_id: uuid.UUID, document: str) -> HttpResponse:
    """Add a document."""
    kept = _own(request, public_id)
    form = PaperForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            add_paper(
                **sender(request), application=kept, document=document, upload=form.cleaned_data["file"]
            )
        except InvalidValue as wrong:
            form.add_error("file", say(wrong.code, **wrong.details))
        else:
            messages.success(request, _("The document was added."))
            return redirect(_page(kept, "documents"))
    form.document = document
    return shown_again(request, reading.application, kept.public_id, paper_form=form)


@login_required
@require_POST
def remove(request: HttpRequest, public_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    """Take a document out."""
    kept = _own(request, public_id)
    paper = kept.papers.filter(public_id=paper_id).first()
    if paper is None:
        raise NotFound("page.unknown")
    remove_paper(**sender(request), application=kept, paper=paper)
    return redirect(_page(kept, "documents"))


@login_required
@require_POST
def send(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send the application."""
    kept = _own(request, public_id)
    send_application(**sender(request), application=kept)
    messages.success(request, _("Sent. You have a letter with the day by which we answer."))
    return redirect("accreditation:application", kept.public_id)


@login_required
@require_POST
def report(request: HttpRequest, public_id: uuid.UUID, condition: uuid.UUID) -> HttpResponse:
    """Say that a condition is fulfilled."""
    kept = _own(request, public_id)
    form = ConditionForm(request.POST)
    if not form.is_valid():
        raise InvalidValue("accreditation.reasons")
    report_condition(
        **sender(request), condition=condition_of(kept, condition), text=form.cleaned_data["text"]
    )
    messages.success(request, _("Reported. The office confirms it."))
    return redirect(_page(kept, "conditions"))


def _own(request: HttpRequest, public_id: uuid.UUID) -> Application:
    """An application of the person's own organisation. Raises `NotFound` for everybody else."""
    found = readable(request, public_id)
    if APPLICANT not in parties(found, request.user, timezone.localdate()):
        raise NotFound("accreditation.unknown")
    return found


def _page(kept: Application, place: str) -> str:
    return f"{reverse('accreditation:application', args=[kept.public_id])}#{place}"
