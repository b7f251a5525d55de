"""Acts on an evaluation: read the form, call one action, show the page again."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tanym.apps.audit import clock as timezone
from tanym.apps.evaluation import queries, shown
from tanym.apps.evaluation.actions.add_source import add_source
from tanym.apps.evaluation.actions.answer import answer
from tanym.apps.evaluation.actions.ask_issuer import ask_issuer
from tanym.apps.evaluation.actions.check_authenticity import check_authenticity
from tanym.apps.evaluation.actions.choose_route import choose_route
from tanym.apps.evaluation.actions.compare import compare
from tanym.apps.evaluation.actions.confirm_fraud import confirm_fraud
from tanym.apps.evaluation.actions.describe import describe
from tanym.apps.evaluation.actions.drop_difference import drop_difference
from tanym.apps.evaluation.actions.find import find
from tanym.apps.evaluation.actions.hear import hear
from tanym.apps.evaluation.actions.propose import propose
from tanym.apps.evaluation.casefile import evaluation_of
from tanym.apps.evaluation.forms.applying import QuestionnaireForm
from tanym.apps.evaluation.forms.proposing import ProposalForm
from tanym.apps.evaluation.forms.working import (
    CheckForm,
    DescribeForm,
    DifferenceForm,
    HearingForm,
    IssuerForm,
    RouteForm,
    SourceForm,
    finding_form,
)
from tanym.apps.evaluation.models import Evaluation
from tanym.apps.evaluation.views.reading import workbench_page
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.queries import item as item_of
from tanym.core.credentials.checks import Outcome
from tanym.core.kernel.errors import NotFound, NotPermitted
from tanym.core.kernel.revision import read_revision
from tanym.core.recognition.foreign.authenticity import Method
from tanym.core.recognition.foreign.findings import Part
from tanym.core.recognition.routing import Route


@login_required
@require_POST
def questionnaire(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Keep the applicant's answers."""
    found, kept = found_for(request, public_id)
    form = QuestionnaireForm(kept.questionnaire, request.POST)
    answers = {name: request.POST.get(name, "") for name in form.fields}
    answer(**acting(request, found), answers=answers)
    messages.success(request, _("Your answers are kept."))
    return redirect(reverse("recognition:case", args=[found.public_id]) + "#act")


@login_required
@require_POST
def route(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Choose the route."""
    found, _kept = at_work(request, public_id)
    form = RouteForm(request.POST)
    if not form.is_valid():
        return workbench_page(request, found, status=422, route_form=form)
    data = form.cleaned_data
    choose_route(**acting(request, found), route=Route(data["route"]), reasons=data["reasons"])
    return _back(request, found, "route", _("The route is kept."))


@login_required
@require_POST
def credential(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Describe the credential, and fill in what its document says."""
    found, _kept = at_work(request, public_id)
    form = DescribeForm(request.POST)
    if not form.is_valid():
        return workbench_page(request, found, status=422, describe_form=form)
    describe(**acting(request, found), described=form.described())
    return _back(request, found, "credential", _("Kept. What the document itself says stands in its lines."))


@login_required
@require_POST
def source(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Record a source on the status of the institution."""
    found, _kept = at_work(request, public_id)
    form = SourceForm(request.POST, auto_id="source-%s")
    if not form.is_valid():
        return workbench_page(request, found, status=422, source_form=form)
    add_source(**acting(request, found), looked=form.looked())
    return _back(request, found, "status", _("The source is kept."))


@login_required
@require_POST
def check(request: HttpRequest, public_id: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Record a check of a document."""
    found, _kept = at_work(request, public_id)
    form = CheckForm(request.POST)
    if not form.is_valid():
        return workbench_page(request, found, status=422, check_form=form, checked_item=item)
    data = form.cleaned_data
    check_authenticity(
        **acting(request, found),
        item=item_of(found, item),
        method=Method(data["method"]),
        outcome=Outcome(data["outcome"]),
        note=data["note"],
    )
    return _back(request, found, "authenticity", _("The check is kept."))


@login_required
@require_POST
def issuer(request: HttpRequest, public_id: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Ask the issuer and wait."""
    found, _kept = at_work(request, public_id)
    form = IssuerForm(request.POST)
    if not form.is_valid():
        return workbench_page(request, found, status=422, issuer_form=form, checked_item=item)
    ask_issuer(**acting(request, found), item=item_of(found, item), **form.cleaned_data)
    sent = _("The question is on its way. The applicant is told, and the time to decide stands still.")
    return _back(request, found, "authenticity", sent)


@login_required
@require_POST
def finding(request: HttpRequest, public_id: uuid.UUID, part: str, name: str) -> HttpResponse:
    """Record a finding."""
    found, kept = at_work(request, public_id)
    if part not in tuple(Part):
        raise NotFound("page.unknown")
    known = {one.name: one for one in shown.lines(found, kept, Part(part), timezone.localdate())}
    if name not in known:
        raise NotFound("page.unknown")
    form = finding_form(known[name], request.POST)
    if not form.is_valid():
        return workbench_page(request, found, status=422, **{known[name].id: form})
    find(**acting(request, found), finding=form.finding())
    return _back(request, found, known[name].id, _("The finding is kept."))


@login_required
@require_POST
def difference(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Record a difference."""
    found, _kept = at_work(request, public_id)
    form = DifferenceForm(request.POST, auto_id="difference-%s")
    if not form.is_valid():
        return workbench_page(request, found, status=422, difference_form=form)
    compare(**acting(request, found), difference=form.difference())
    return _back(request, found, "differences", _("The difference is kept."))


@login_required
@require_POST
def drop(request: HttpRequest, public_id: uuid.UUID, difference: int) -> HttpResponse:
    """Take a difference back."""
    found, _kept = at_work(request, public_id)
    drop_difference(**acting(request, found), difference=difference)
    return _back(request, found, "differences", _("The difference is taken back."))


@login_required
@require_POST
def hearing(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Record the interview of two evaluators."""
    found, kept = at_work(request, public_id)
    people = queries.evaluators(found, timezone.localdate())
    form = HearingForm(people, kept.questionnaire, request.POST)
    if not form.is_valid():
        return workbench_page(request, found, status=422, hearing_form=form)
    data = form.cleaned_data
    hear(
        **acting(request, found),
        held_on=data["held_on"],
        language=data["language"],
        evaluators_=form.sat(),
        said=form.said(),
        agreed=data["agreed"],
    )
    return _back(request, found, "interview", _("The interview is kept."))


@login_required
@require_POST
def proposal(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Propose the form of the result."""
    found, kept = at_work(request, public_id)
    form = ProposalForm(found, kept, request.POST)
    if not form.is_valid():
        return workbench_page(request, found, status=422, proposal_form=form)
    propose(**acting(request, found), proposal=form.proposal())
    return _back(request, found, "proposal", _("The proposal is kept."))


@login_required
@require_POST
def fraud(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Confirm, as a second person, what was found."""
    found, _kept = at_work(request, public_id)
    confirm_fraud(**acting(request, found))
    return _back(request, found, "proposal", _("Confirmed."))


def at_work(request: HttpRequest, public_id: uuid.UUID) -> tuple[RecognitionCase, Evaluation]:
    """A case for whoever works on it; the page of the work is not the applicant's."""
    found, kept = found_for(request, public_id)
    if found.claimant_id == request.user.pk:
        raise NotPermitted("case.two-sides")
    return found, kept


def found_for(request: HttpRequest, public_id: uuid.UUID) -> tuple[RecognitionCase, Evaluation]:
    """A case that the reader may see, with its evaluation."""
    found = queries.case(public_id, request.user, timezone.localdate())
    kept = evaluation_of(found)
    assert kept is not None
    return found, kept


def acting(request: HttpRequest, found: RecognitionCase) -> dict[str, Any]:
    """What every action is given."""
    return {
        "actor": request.user,
        "at": timezone.now(),
        "case": found,
        "revision": read_revision(request.POST.get("revision", "")),
    }


def _back(request: HttpRequest, found: RecognitionCase, place: str, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(reverse("evaluation:workbench", args=[found.public_id]) + f"#{place}")
