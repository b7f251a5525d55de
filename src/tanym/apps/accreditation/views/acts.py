"""Acts: read the form, call one action, show the page again."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tanym.apps.accounts.queries import by_public_id
from tanym.apps.accounts.words import say
from tanym.apps.accreditation import queries, shown
from tanym.apps.accreditation.actions.add_paper import add_paper
from tanym.apps.accreditation.actions.apply import apply as send_application
from tanym.apps.accreditation.actions.ask_for_papers import ask_for_papers
from tanym.apps.accreditation.actions.assign import assign as assign_expert
from tanym.apps.accreditation.actions.begin import begin as begin_application
from tanym.apps.accreditation.actions.check_standing import check_standing
from tanym.apps.accreditation.actions.confirm_condition import confirm_condition
from tanym.apps.accreditation.actions.declare import declare as keep_declaration
from tanym.apps.accreditation.actions.fill_in import fill_in
from tanym.apps.accreditation.actions.judge import judge as keep_judgements
from tanym.apps.accreditation.actions.oversee import oversee as open_case
from tanym.apps.accreditation.actions.prepare import prepare as prepare_decision
from tanym.apps.accreditation.actions.propose_measure import propose_measure
from tanym.apps.accreditation.actions.record_visit import record_visit
from tanym.apps.accreditation.actions.remove_paper import remove_paper as take_out
from tanym.apps.accreditation.actions.report_condition import report_condition
from tanym.apps.accreditation.actions.take_step import take_step
from tanym.apps.accreditation.forms.checklist import PARTS, initial
from tanym.apps.accreditation.forms.handling import (
    AskForm,
    AssignForm,
    ConditionForm,
    DeclareForm,
    FoundForm,
    JudgeForm,
    MeasureForm,
    PaperForm,
    PrepareForm,
    VisitForm,
)
from tanym.apps.accreditation.handling import APPLICANT, parties
from tanym.apps.accreditation.kinds import PROVIDER
from tanym.apps.accreditation.models import Application
from tanym.apps.accreditation.views import reading
from tanym.apps.organisations.actions.found import found as found_organisation
from tanym.apps.organisations.legal import KZ_BIN
from tanym.apps.organisations.queries import organisation
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused
from tanym.core.kernel.revision import read_revision


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
            return redirect(f"{_start()}#apply-{body.code}")
    return _shown_again(request, reading.start, found_form=form)


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
        fill_in(**_by(request, kept), answers=form.answers(), scope=form.scope())
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
            add_paper(**_by(request, kept), document=document, upload=form.cleaned_data["file"])
        except InvalidValue as wrong:
            form.add_error("file", say(wrong.code, **wrong.details))
        else:
            messages.success(request, _("The document was added."))
            return redirect(_page(kept, "documents"))
    form.document = document  # type: ignore[attr-defined]
    return _shown_again(request, reading.application, kept.public_id, paper_form=form)


@login_required
@require_POST
def remove(request: HttpRequest, public_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    """Take a document out."""
    kept = _own(request, public_id)
    paper = kept.papers.filter(public_id=paper_id).first()
    if paper is None:
        raise NotFound("page.unknown")
    take_out(**_by(request, kept), paper=paper)
    return redirect(_page(kept, "documents"))


@login_required
@require_POST
def send(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send the application."""
    kept = _own(request, public_id)
    send_application(**_by(request, kept))
    messages.success(request, _("Sent. You have a letter with the day by which we answer."))
    return redirect("accreditation:application", kept.public_id)


@login_required
@require_POST
def act(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A step that needs no more than reasons, by whoever may take it."""
    kept = _readable(request, public_id)
    take_step(**_by(request, kept), step=request.POST.get("do", ""), reasons=request.POST.get("reasons", ""))
    messages.success(request, _("Done. Letters went out where the procedure has them."))
    return _back(request, kept)


@login_required
@require_POST
def ask(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask for what is missing."""
    kept = _readable(request, public_id)
    form = AskForm(kept, request.POST)
    if form.is_valid() and not form.missing():
        form.add_error(None, say("accreditation.say-what-is-missing"))
    if not form.is_valid():
        return _shown_again(request, reading.case, kept.public_id, ask_form=form)
    ask_for_papers(**_by(request, kept), missing=form.missing())
    messages.success(request, _("Asked. The clock of the decision stands still until the papers come."))
    return _back(request, kept)


@login_required
@require_POST
def assign(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Choose an expert."""
    kept = _readable(request, public_id)
    people = queries.experts(kept, timezone.localdate())
    form = AssignForm(people, get_language() or "kk", request.POST)
    if not form.is_valid():
        return _shown_again(request, reading.case, kept.public_id, assign_form=form)
    chosen = by_public_id(form.cleaned_data["expert"])
    if chosen is None:
        raise InvalidValue("accreditation.no-expert")
    assign_expert(**_by(request, kept), expert=chosen)
    messages.success(request, _("Chosen. The expert has a letter and declares first."))
    return _back(request, kept)


@login_required
@require_POST
def declare(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Declare whether anything ties one to the organisation."""
    kept = _readable(request, public_id)
    form = DeclareForm(request.POST)
    if not form.is_valid():
        return _shown_again(request, reading.case, kept.public_id, declare_form=form)
    said = form.cleaned_data
    keep_declaration(**_by(request, kept), relation=said["relation"], note_=said["note"])
    if said["relation"] != "none":
        messages.success(request, _("You are out of this case. Somebody else is chosen."))
        return redirect("accreditation:queue")
    return _back(request, kept)


@login_required
@require_POST
def judge(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Keep the review sheet."""
    kept = _readable(request, public_id)
    form = JudgeForm(shown.to_judge(kept, timezone.localdate()), request.POST)
    if not form.is_valid():
        return _shown_again(request, reading.case, kept.public_id, judge_form=form)
    keep_judgements(**_by(request, kept), judgements=form.judgements())
    messages.success(request, _("The review sheet is kept."))
    return _back(request, kept)


@login_required
@require_POST
def visit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write down a visit."""
    kept = _readable(request, public_id)
    form = VisitForm(request.POST)
    if not form.is_valid():
        return _shown_again(request, reading.case, kept.public_id, visit_form=form)
    said = form.cleaned_data
    record_visit(
        **_by(request, kept),
        kind=said["kind"],
        announced=said["announced"] == "announced",
        on=said["on"],
        report=said["report"],
    )
    messages.success(request, _("The report is kept."))
    return _back(request, kept)


@login_required
@require_POST
def prepare(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Prepare the decision."""
    kept = _readable(request, public_id)
    form = PrepareForm(kept, get_language() or "kk", request.POST)
    if not form.is_valid():
        return _shown_again(request, reading.case, kept.public_id, prepare_form=form)
    said = form.cleaned_data
    prepare_decision(
        **_by(request, kept),
        result=said["result"],
        reasons=said["reasons"],
        scope=form.scope(),
        conditions=form.conditions(),
        minutes=said["minutes"],
    )
    messages.success(request, _("The decision is prepared. Hand it on for another person to decide."))
    return _back(request, kept)


@login_required
@require_POST
def propose(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Propose a suspension, a reinstatement or a withdrawal."""
    kept = _readable(request, public_id)
    own = parties(kept, request.user, timezone.localdate()) == (APPLICANT,)
    form = MeasureForm(() if own else queries.grounds(kept), request.POST)
    if not form.is_valid():
        page = reading.application if own else reading.case
        return _shown_again(request, page, kept.public_id, measure_form=form)
    said = form.cleaned_data
    propose_measure(
        **_by(request, kept),
        step=request.POST.get("do", ""),
        reasons=said["reasons"],
        learners=said["learners"],
        text=said["text"],
        ground=said.get("ground", ""),
    )
    messages.success(request, _("Proposed. Another person decides."))
    return _back(request, kept)


@login_required
@require_POST
def report(request: HttpRequest, public_id: uuid.UUID, condition: uuid.UUID) -> HttpResponse:
    """Say that a condition is fulfilled."""
    kept = _own(request, public_id)
    form = ConditionForm(request.POST)
    if not form.is_valid():
        raise InvalidValue("accreditation.reasons")
    report_condition(
        actor=request.user,
        at=timezone.now(),
        condition=_condition(kept, condition),
        text=form.cleaned_data["text"],
        revision=_revision(request),
    )
    messages.success(request, _("Reported. The office confirms it."))
    return redirect(_page(kept, "conditions"))


@login_required
@require_POST
def confirm(request: HttpRequest, public_id: uuid.UUID, condition: uuid.UUID) -> HttpResponse:
    """Confirm that a condition is fulfilled."""
    kept = _readable(request, public_id)
    confirm_condition(
        actor=request.user,
        at=timezone.now(),
        condition=_condition(kept, condition),
        revision=_revision(request),
    )
    messages.success(request, _("Confirmed."))
    return _back(request, kept)


@login_required
@require_POST
def oversee(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    """Open the case of an entry that came without one."""
    made = open_case(actor=request.user, at=timezone.now(), entry=queries.entry(entry))
    if made is None:
        raise Refused("accreditation.nothing-proposed")
    return redirect("accreditation:case", made.public_id)


@login_required
@require_POST
def check(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask the rules now, and keep the report."""
    kept = _readable(request, public_id)
    check_standing(actor=request.user, at=timezone.now(), application=kept)
    messages.success(request, _("The rules were asked, and the report is kept."))
    return redirect("accreditation:standing", kept.public_id)


def _revision(request: HttpRequest) -> int:
    return read_revision(request.POST.get("revision", ""))


def _by(request: HttpRequest, kept: Application) -> dict[str, Any]:
    return {
        "actor": request.user,
        "at": timezone.now(),
        "application": kept,
        "revision": _revision(request),
    }


def _readable(request: HttpRequest, public_id: uuid.UUID) -> Application:
    return queries.readable(public_id, request.user, timezone.localdate())


def _own(request: HttpRequest, public_id: uuid.UUID) -> Application:
    """An application of the person's own organisation. Raises `NotFound` for everybody else."""
    found = _readable(request, public_id)
    if APPLICANT not in parties(found, request.user, timezone.localdate()):
        raise NotFound("accreditation.unknown")
    return found


def _condition(kept: Application, public_id: uuid.UUID) -> Any:
    found = kept.conditions.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def _start() -> str:
    return reverse("accreditation:start")


def _page(kept: Application, place: str) -> str:
    return f"{reverse('accreditation:application', args=[kept.public_id])}#{place}"


def _back(request: HttpRequest, kept: Application) -> HttpResponse:
    """To the page on which the person sees this case; to the queue where they see it no more."""
    return redirect("accreditation:case", kept.public_id)


def _shown_again(request: HttpRequest, page: Any, *args: Any, **forms: Any) -> HttpResponse:
    """The page with what was typed and what needs mending."""
    request.method = "GET"
    return page(request, *args, status=422, **forms)
