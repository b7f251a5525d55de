"""Acts of claimant, secretary, assessor and registrar: read the form, call one action, show the case again."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tanym.apps.audit import clock as timezone
from tanym.apps.portfolio.queries import item as own_item
from tanym.apps.recognition import queries
from tanym.apps.recognition.actions.accept import accept as accept_case
from tanym.apps.recognition.actions.add_evidence import add_evidence
from tanym.apps.recognition.actions.appeal import appeal as lodge
from tanym.apps.recognition.actions.apply import apply as open_draft
from tanym.apps.recognition.actions.appoint import appoint as appoint_assessor
from tanym.apps.recognition.actions.ask_for_papers import ask_for_papers as ask
from tanym.apps.recognition.actions.claim import claim as keep_claims
from tanym.apps.recognition.actions.confirm_credits import confirm_credits as confirm
from tanym.apps.recognition.actions.declare import declare as keep_declaration
from tanym.apps.recognition.actions.interview import interview as keep_interview
from tanym.apps.recognition.actions.judge import judge as keep_judgement
from tanym.apps.recognition.actions.map_outcomes import map_outcomes as keep_mapping
from tanym.apps.recognition.actions.put_evidence import put_evidence as put_into
from tanym.apps.recognition.actions.refer import refer as refer_case
from tanym.apps.recognition.actions.remove_evidence import remove_evidence as take_out
from tanym.apps.recognition.actions.step import step as take_step
from tanym.apps.recognition.actions.submit import submit as submit_case
from tanym.apps.recognition.actions.supply import supply as supply_papers
from tanym.apps.recognition.actions.withdraw import withdraw as withdraw_case
from tanym.apps.recognition.forms.application import EvidenceForm, GroundsForm, SubmitForm, SupplyForm
from tanym.apps.recognition.forms.assessing import AssessorForm, DeclareForm, JudgeForm, SecondForm
from tanym.apps.recognition.forms.work import (
    CreditsForm,
    InterviewForm,
    PapersForm,
    StepForm,
)
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.plain_steps import reasoned
from tanym.apps.recognition.targets import levels_of
from tanym.apps.recognition.views.reading import claimant_page, mapping_form, work_page
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.revision import read_revision


def revision(request: HttpRequest) -> int:
    """The revision that the form was shown with. Raises `InvalidValue("form.revision")`."""
    return read_revision(request.POST.get("revision", ""))


@login_required
@require_POST
def apply(request: HttpRequest, organisation: str, code: str) -> HttpResponse:
    """Open a draft towards a discipline."""
    made = open_draft(
        actor=request.user, at=timezone.now(), discipline=queries.discipline(code, organisation)
    )
    return redirect("recognition:case", made.public_id)


@login_required
@require_POST
def evidence(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Add a certificate, a signed file, a description."""
    found = _found(request, public_id)
    form = EvidenceForm(found, request.POST, request.FILES, auto_id="e-%s")
    if not form.is_valid():
        return claimant_page(request, found, status=422, evidence_form=form)
    add_evidence(
        **_by(request, found),
        given=form.given(),
        upload=form.cleaned_data["file"],
        outcomes=form.cleaned_data["outcomes"],
    )
    messages.success(request, _("The evidence is in your application."))
    return _back(found, "evidence")


@login_required
@require_POST
def put_evidence(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Add a piece of evidence from the own portfolio."""
    found = _found(request, public_id)
    try:
        item = own_item(uuid.UUID(request.POST.get("item", "")), request.user)
    except ValueError:
        raise NotFound("page.unknown") from None
    put_into(**_by(request, found), item=item, outcomes=request.POST.getlist("outcomes"))
    messages.success(request, _("The evidence is in your application."))
    return _back(found, "evidence")


@login_required
@require_POST
def show_award(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Add an award of one's own."""
    found = _found(request, public_id)
    award = queries.own_award(request.user, request.POST.get("number", ""))
    add_evidence(**_by(request, found), award=award, outcomes=request.POST.getlist("outcomes"))
    messages.success(request, _("The document is in your application."))
    return _back(found, "evidence")


@login_required
@require_POST
def remove_evidence(request: HttpRequest, public_id: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Take a piece of evidence out."""
    found = _found(request, public_id)
    take_out(**_by(request, found), item=queries.item(found, item))
    return _back(found, "evidence")


@login_required
@require_POST
def claim(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Keep which outcomes each piece of evidence shows."""
    found = _found(request, public_id)
    claims = {
        str(item.public_id): request.POST.getlist(f"claim-{item.public_id}") for item in found.evidence.all()
    }
    keep_claims(**_by(request, found), claims=claims)
    messages.success(request, _("Saved."))
    return _back(found, "send")


@login_required
@require_POST
def step(request: HttpRequest, public_id: uuid.UUID, do: str) -> HttpResponse:
    """Take a step that needs a button alone, with reasons where the table asks for them."""
    found = _found(request, public_id)
    form = StepForm(request.POST, reasoned=reasoned(found, do), auto_id=f"step-{do}-%s")
    if not form.is_valid():
        page = claimant_page if found.claimant_id == request.user.pk else work_page
        return page(request, found, status=422, step_form=form, step_failed=do)
    take_step(**_by(request, found), do=do, reasons=form.cleaned_data["reasons"])
    return redirect("recognition:case", found.public_id)


@login_required
@require_POST
def submit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Submit the application."""
    found = _found(request, public_id)
    form = SubmitForm(request.POST)
    if not form.is_valid():
        return claimant_page(request, found, status=422, submit_form=form)
    submit_case(**_by(request, found), application=form.cleaned_data["application"], informed=True)
    return _back(found)


@login_required
@require_POST
def supply(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give the papers back to the secretary."""
    found = _found(request, public_id)
    form = SupplyForm(request.POST)
    if not form.is_valid():
        return claimant_page(request, found, status=422, supply_form=form)
    supply_papers(**_by(request, found), application=form.cleaned_data["application"])
    return _back(found)


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Withdraw the application."""
    found = _found(request, public_id)
    withdraw_case(**_by(request, found))
    return _back(found)


@login_required
@require_POST
def appeal(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Lodge an appeal."""
    found = _found(request, public_id)
    form = GroundsForm(request.POST)
    if not form.is_valid():
        return claimant_page(request, found, status=422, grounds_form=form)
    lodge(**_by(request, found), grounds=form.cleaned_data["grounds"])
    return _back(found)


@login_required
@require_POST
def ask_for_papers(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask the claimant for papers."""
    found = _found(request, public_id)
    form = PapersForm(of(found).procedure.documents, request.POST)
    if not form.is_valid():
        return work_page(request, found, status=422, papers_form=form)
    ask(**_by(request, found), missing=form.cleaned_data["missing"], because=form.cleaned_data["because"])
    messages.success(request, _("The claimant was asked. The clock of the check stands still."))
    return _work(found)


@login_required
@require_POST
def accept(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Accept the papers and appoint the assessor."""
    found = _found(request, public_id)
    form = SecondForm(found, request.POST)
    if not form.is_valid():
        return work_page(request, found, status=422, assessor_form=form)
    accept_case(**_by(request, found), assessor=form.chosen("assessor"), second=form.chosen("second"))
    messages.success(request, _("The papers are accepted, and the assessor was asked."))
    return _work(found)


@login_required
@require_POST
def appoint(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Appoint another assessor, a second one, or a third."""
    found = _found(request, public_id)
    form = AssessorForm(found, request.POST, placed=True)
    if not form.is_valid():
        return work_page(request, found, status=422, assessor_form=form)
    appoint_assessor(
        **_by(request, found), assessor=form.chosen("assessor"), place=form.cleaned_data["place"]
    )
    return _work(found)


@login_required
@require_POST
def declare(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Declare an interest, or that there is none."""
    found = _found(request, public_id)
    form = DeclareForm(request.POST)
    if not form.is_valid():
        return work_page(request, found, status=422, declare_form=form)
    keep_declaration(
        **_by(request, found), relation=form.cleaned_data["relation"], interest=form.cleaned_data["interest"]
    )
    return _work(found)


@login_required
@require_POST
def map_outcomes(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Keep the mapping; with the button `finish` go on to the interview."""
    found = _found(request, public_id)
    form = mapping_form(found, request.POST)
    if not form.is_valid():
        return work_page(request, found, status=422, mapping_form=form)
    keep_mapping(**_by(request, found), **form.said(), finish="finish" in request.POST)
    messages.success(request, _("Saved."))
    return _work(found)


@login_required
@require_POST
def interview(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Record the interview."""
    found = _found(request, public_id)
    form = InterviewForm(request.POST)
    if not form.is_valid():
        return work_page(request, found, status=422, interview_form=form)
    keep_interview(
        **_by(request, found), held_on=form.cleaned_data["held_on"], record=form.cleaned_data["record"]
    )
    return _work(found)


@login_required
@require_POST
def judge(request: HttpRequest, public_id: uuid.UUID, outcome: str) -> HttpResponse:
    """Judge one outcome."""
    found = _found(request, public_id)
    form = JudgeForm(request.POST, levels=levels_of(found, outcome), prefix=outcome, auto_id=f"{outcome}-%s")
    if not form.is_valid():
        return work_page(request, found, status=422, **{f"judge_{outcome}": form})
    keep_judgement(
        **_by(request, found),
        outcome=outcome,
        achievement=form.cleaned_data["achievement"],
        reasons=form.cleaned_data["reasons"],
        level=form.cleaned_data.get("level", ""),
    )
    messages.success(request, _("Your judgement is kept."))
    return _work(found, f"judge-{outcome}")


@login_required
@require_POST
def refer(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Refer the case to the commission."""
    found = _found(request, public_id)
    refer_case(**_by(request, found))
    messages.success(request, _("The case is with the commission."))
    return _work(found)


@login_required
@require_POST
def confirm_credits(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Confirm the entry of the credits."""
    found = _found(request, public_id)
    form = CreditsForm(request.POST)
    if not form.is_valid():
        return work_page(request, found, status=422, credits_form=form)
    confirm(**_by(request, found), credits=form.hundredths(), line=form.cleaned_data["line"])
    messages.success(request, _("Confirmed. The claimant was told."))
    return _work(found)


def _found(request: HttpRequest, public_id: uuid.UUID) -> RecognitionCase:
    return queries.case(public_id, request.user, timezone.localdate())


def _by(request: HttpRequest, found: RecognitionCase) -> dict[str, Any]:
    return {"actor": request.user, "at": timezone.now(), "case": found, "revision": revision(request)}


def _back(found: RecognitionCase, part: str = "") -> HttpResponse:
    answer = redirect("recognition:case", found.public_id)
    answer["Location"] += f"#{part}" if part else ""
    return answer


def _work(found: RecognitionCase, part: str = "") -> HttpResponse:
    answer = redirect("recognition:work", found.public_id)
    answer["Location"] += f"#{part}" if part else ""
    return answer
