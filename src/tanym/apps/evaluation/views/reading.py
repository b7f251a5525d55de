"""The page on which an evaluation is worked out, and the background paper."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tanym.apps.audit import clock as timezone
from tanym.apps.evaluation import national_rules, precedents, queries, shown
from tanym.apps.evaluation.acting import DECIDING, EVALUATING, OFFICE_STAGES
from tanym.apps.evaluation.casefile import evaluation_of, foreign_file
from tanym.apps.evaluation.filling import read_so_far
from tanym.apps.evaluation.forms.proposing import ProposalForm
from tanym.apps.evaluation.forms.working import (
    CheckForm,
    DescribeForm,
    DifferenceForm,
    HearingForm,
    IssuerForm,
    RouteForm,
    SourceForm,
    described_so_far,
    finding_form,
)
from tanym.apps.evaluation.models import Evaluation
from tanym.apps.evaluation.statement import says
from tanym.apps.recognition import reading, seen
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.proceedings import parties
from tanym.core.kernel.errors import NotFound
from tanym.core.recognition.foreign.findings import Part
from tanym.core.recognition.foreign.statements import StatementType


@login_required
@require_safe
def workbench(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The evaluation of a case, for those who work on it; the applicant reads it on the page of the case."""
    found = queries.case(public_id, request.user, timezone.localdate())
    if found.claimant_id == request.user.pk:
        return redirect("recognition:case", found.public_id)
    answer = workbench_page(request, found)
    seen.note_reading(found, request.user, seen.WORKBENCH, timezone.now())  # type: ignore[arg-type]
    return answer


@login_required
@require_safe
def background(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The background paper of a person without documents: for the person, and for whoever works on the case."""
    found = queries.case(public_id, request.user, timezone.localdate())
    kept = evaluation_of(found)
    if kept is None or kept.documented:
        raise NotFound("page.unknown")
    context = {
        "case": found,
        "kept": kept,
        "hearing": getattr(kept, "hearing", None),
        "paragraphs": shown.background(kept),
        "says": says(StatementType.ADVICE),
    }
    seen.note_reading(found, request.user, seen.BACKGROUND, timezone.now())  # type: ignore[arg-type]
    return render(request, "evaluation/background.html", context)


def workbench_page(
    request: HttpRequest, found: RecognitionCase, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page; `forms` are the ones to be mended."""
    today = timezone.localdate()
    kept = evaluation_of(found)
    if kept is None:
        raise NotFound("evaluation.none")
    mine = parties(found, request.user, today)
    evaluator = "assessor" in mine and found.relation == "none"
    office = "secretary" in mine
    may = {
        "route": office and found.stage in OFFICE_STAGES,
        "prepare": (office and found.stage in OFFICE_STAGES) or (evaluator and found.stage in EVALUATING),
        "evaluate": evaluator and found.stage in EVALUATING,
        "ask": evaluator and found.stage == "evaluation",
        "propose": (evaluator and found.stage == "comparison") or (office and found.stage in DECIDING),
        "confirm": found.stage in DECIDING
        and kept.fraud_found_by_id not in (None, request.user.pk)
        and kept.fraud_confirmed_by_id is None,
    }
    file = foreign_file(found, today)
    context: dict[str, Any] = {
        "case": found,
        "kept": kept,
        "stage": reading.stage_words(found),
        "waits_for": reading.waits_for(found),
        "clocks": reading.clocks(found, today, request.user),
        "may": may,
        "declare": "assessor" in mine and found.relation != "none",
        "file": file,
        "left": len(file.answers_left),
        "route": shown.route(found, kept),
        "sources": kept.sources.select_related("by"),
        "documents": _documents(found, kept, forms),
        "elements": shown.lines(found, kept, Part.ELEMENTS, today),
        "criteria": shown.lines(found, kept, Part.CRITERIA, today) if file.small else [],
        "differences": kept.differences.select_related("by"),
        "precedents": precedents.shown(found, kept),
        "background": shown.background(kept) if not kept.documented else [],
        "hearing": getattr(kept, "hearing", None),
        "says": says(StatementType(kept.statement)) if kept.statement else (),
        "national": national_rules.said(found, kept, today) if kept.documented else None,
        **_forms(found, kept, may, forms),
    }
    return render(request, "evaluation/workbench.html", context, status=status)


def _documents(
    found: RecognitionCase, kept: Evaluation, given: dict[str, Any]
) -> list[tuple[shown.Checked, CheckForm, IssuerForm]]:
    """The documents, each with its own two forms."""
    rows = []
    for number, one in enumerate(shown.checked(found, kept), 1):
        mended = given.get("checked_item") == one.item.public_id
        check = given.get("check_form") if mended else None
        issuer = given.get("issuer_form") if mended else None
        rows.append(
            (
                one,
                check or CheckForm(auto_id=f"check-{number}-%s"),
                issuer or IssuerForm(auto_id=f"issuer-{number}-%s"),
            )
        )
    return rows


def _forms(
    found: RecognitionCase, kept: Evaluation, may: dict[str, bool], given: dict[str, Any]
) -> dict[str, Any]:
    """The forms that this person can use now."""
    today, made = timezone.localdate(), dict[str, Any]()
    if may["route"]:
        by_rule = shown.route(found, kept)["by_rule"]
        made["route_form"] = given.get("route_form") or RouteForm(
            initial={"route": kept.route or by_rule, "reasons": kept.route_reasons}
        )
    if may["prepare"]:
        made["describe_form"] = given.get("describe_form") or DescribeForm(
            initial=described_so_far(kept, read_so_far(found))
        )
        made["source_form"] = given.get("source_form") or SourceForm(
            initial={"for_day": kept.award_day}, auto_id="source-%s"
        )
        made["check_form"], made["checked_item"] = True, given.get("checked_item")
    if may["ask"]:
        made["issuer_form"] = True
        if not kept.documented:
            made["hearing_form"] = given.get("hearing_form") or HearingForm(
                queries.evaluators(found, today), kept.questionnaire, initial={"held_on": today}
            )
    if may["evaluate"]:
        made["finding_forms"] = [
            given.get(line.id) or finding_form(line)
            for part in Part
            for line in shown.lines(found, kept, part, today)
        ]
        made["difference_form"] = given.get("difference_form") or DifferenceForm(auto_id="difference-%s")
    if may["propose"]:
        made["proposal_form"] = given.get("proposal_form") or ProposalForm(found, kept)
    return made
