"""Acts on a case: of the office, the committee, the ministry and experts, and the steps that anybody takes whose turn it is."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tanym.apps.accreditation import queries, shown
from tanym.apps.accreditation.actions.ask_for_papers import ask_for_papers
from tanym.apps.accreditation.actions.assign import assign as assign_expert
from tanym.apps.accreditation.actions.check_standing import check_standing
from tanym.apps.accreditation.actions.confirm_condition import confirm_condition
from tanym.apps.accreditation.actions.declare import declare as keep_declaration
from tanym.apps.accreditation.actions.judge import judge as keep_judgements
from tanym.apps.accreditation.actions.oversee import oversee as open_case
from tanym.apps.accreditation.actions.prepare import prepare as prepare_decision
from tanym.apps.accreditation.actions.propose_measure import propose_measure
from tanym.apps.accreditation.actions.record_visit import record_visit
from tanym.apps.accreditation.actions.take_step import take_step
from tanym.apps.accreditation.forms.handling import (
    AskForm,
    AssignForm,
    DeclareForm,
    JudgeForm,
    MeasureForm,
    PrepareForm,
    VisitForm,
)
from tanym.apps.accreditation.handling import APPLICANT, parties
from tanym.apps.accreditation.views import reading
from tanym.apps.accreditation.views.acting import condition_of, readable, sender, sent, shown_again
from tanym.core.kernel.errors import Refused


@login_required
@require_POST
def act(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A step that needs no more than reasons, by whoever may take it."""
    kept = readable(request, public_id)
    said = {"step": request.POST.get("do", ""), "reasons": request.POST.get("reasons", "")}
    take_step(**sender(request), application=kept, **said)
    messages.success(request, _("Done. Letters went out where the procedure has them."))
    return redirect("accreditation:case", kept.public_id)


@login_required
@require_POST
def ask(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask for what is missing."""
    kept = readable(request, public_id)
    form = AskForm(kept, request.POST)
    done = _("Asked. The clock of the decision stands still until the papers come.")
    return sent(request, kept, "ask_form", form, ask_for_papers, done)


@login_required
@require_POST
def assign(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Choose an expert."""
    kept = readable(request, public_id)
    people = queries.experts(kept, timezone.localdate())
    form = AssignForm(people, get_language() or "kk", request.POST)
    done = _("Chosen. The expert has a letter and declares first.")
    return sent(request, kept, "assign_form", form, assign_expert, done)


@login_required
@require_POST
def declare(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Declare whether anything ties one to the organisation."""
    kept = readable(request, public_id)
    form = DeclareForm(request.POST)
    if not form.is_valid():
        return shown_again(request, reading.case, kept.public_id, declare_form=form)
    said = form.cleaned_data
    keep_declaration(**sender(request), application=kept, relation=said["relation"], note_=said["note"])
    if said["relation"] != "none":
        messages.success(request, _("You are out of this case. Somebody else is chosen."))
        return redirect("accreditation:queue")
    return redirect("accreditation:case", kept.public_id)


@login_required
@require_POST
def judge(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Keep the review sheet."""
    kept = readable(request, public_id)
    form = JudgeForm(shown.to_judge(kept, timezone.localdate()), request.POST)
    return sent(request, kept, "judge_form", form, keep_judgements, _("The review sheet is kept."))


@login_required
@require_POST
def visit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write down a visit."""
    kept = readable(request, public_id)
    form = VisitForm(request.POST)
    return sent(request, kept, "visit_form", form, record_visit, _("The report is kept."))


@login_required
@require_POST
def prepare(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Prepare the decision."""
    kept = readable(request, public_id)
    form = PrepareForm(kept, get_language() or "kk", request.POST)
    done = _("The decision is prepared. Hand it on for another person to decide.")
    return sent(request, kept, "prepare_form", form, prepare_decision, done)


@login_required
@require_POST
def propose(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Propose a suspension, a reinstatement or a withdrawal."""
    kept = readable(request, public_id)
    own = parties(kept, request.user, timezone.localdate()) == (APPLICANT,)
    form = MeasureForm(() if own else queries.grounds(kept), request.POST)
    if not form.is_valid():
        page = reading.application if own else reading.case
        return shown_again(request, page, kept.public_id, measure_form=form)
    propose_measure(**sender(request), application=kept, step=request.POST.get("do", ""), **form.cleaned_data)
    messages.success(request, _("Proposed. Another person decides."))
    return redirect("accreditation:case", kept.public_id)


@login_required
@require_POST
def confirm(request: HttpRequest, public_id: uuid.UUID, condition: uuid.UUID) -> HttpResponse:
    """Confirm that a condition is fulfilled."""
    kept = readable(request, public_id)
    confirm_condition(**sender(request), condition=condition_of(kept, condition))
    messages.success(request, _("Confirmed."))
    return redirect("accreditation:case", kept.public_id)


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
    kept = readable(request, public_id)
    check_standing(actor=request.user, at=timezone.now(), application=kept)
    messages.success(request, _("The rules were asked, and the report is kept."))
    return redirect("accreditation:standing", kept.public_id)
