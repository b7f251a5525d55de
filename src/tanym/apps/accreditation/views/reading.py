"""Pages that show: the entry page, an application to its organisation, the queue and the case to the office, the standing."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_safe

from tanym.adapters.pdf import letter_pdf
from tanym.apps.accreditation import queries, shown
from tanym.apps.accreditation.actions.prepare import PREPARED_BY
from tanym.apps.accreditation.actions.propose_measure import PROPOSALS
from tanym.apps.accreditation.actions.take_step import DECIDING, ELSEWHERE
from tanym.apps.accreditation.certificate import certificate as certificate_of
from tanym.apps.accreditation.checking import findings_now
from tanym.apps.accreditation.effects import effect_on_learners
from tanym.apps.accreditation.forms.checklist import PARTS, filled
from tanym.apps.accreditation.forms.handling import (
    AskForm,
    AssignForm,
    DeclareForm,
    FoundForm,
    JudgeForm,
    MeasureForm,
    PaperForm,
    PrepareForm,
    VisitForm,
)
from tanym.apps.accreditation.handling import APPLICANT, EXPERT, parties, steps
from tanym.apps.accreditation.kinds import CENTRE, KINDS, PROVIDER
from tanym.apps.accreditation.models import Application
from tanym.apps.accreditation.permissions import AT_OFFICE
from tanym.apps.files.views import as_download
from tanym.apps.organisations.permissions import may
from tanym.apps.organisations.queries import organisation
from tanym.apps.registers.queries import definition
from tanym.core.kernel.errors import NotFound, NotPermitted
from tanym.core.kernel.localized import LANGUAGES

A_PAGE = 20
JUDGES = {"judge": AT_OFFICE["judge"] - {"expert"}}
"""Those of the office who judge; experts only where they were chosen."""

WITH_FORMS = ELSEWHERE.union(PROPOSALS)


@require_GET
def start(request: HttpRequest, status: int = 200, **forms: Any) -> HttpResponse:
    """The way to be recognised, what stands ready, and for whom one may apply."""
    today, person = timezone.localdate(), request.user
    open_to = queries.may_apply_for(person, today) if person.is_authenticated else []
    bodies = [one for one in open_to if not one.parent_id]  # a unit is recognised with what it is a unit of
    return render(
        request,
        "accreditation/start.html",
        {
            "own": queries.own(person, today)[:A_PAGE] if person.is_authenticated else [],
            "bodies": [(one, _choices(one)) for one in bodies],
            "found_form": forms.get("found_form") or FoundForm(),
            "centres": definition(KINDS[CENTRE].register),
            "providers": definition(KINDS[PROVIDER].register),
            "handles": queries.offices(person, today) if person.is_authenticated else [],
        },
        status=status,
    )


@login_required
@require_GET
def application(request: HttpRequest, public_id: uuid.UUID, status: int = 200, **forms: Any) -> HttpResponse:
    """An application as its organisation sees it: the checklist, then where it is, who has it, by when, what next."""
    today = timezone.localdate()
    found = queries.readable(public_id, request.user, today)
    if APPLICANT not in parties(found, request.user, today):
        return redirect("accreditation:case", found.public_id)
    can = {row.do: row for row in steps(found, request.user, today)}
    drafting = "apply" in can
    parts = [(one, filled(one, found)) for one in PARTS[found.procedure]]
    papers = shown.needed(found)
    asked = [one for one in papers if one.missing] if "supply" in can else []
    ready = all(done for one, done in parts if one.needed) and all(one.papers for one in papers)
    report = findings_now(found, today)
    return render(
        request,
        "accreditation/application.html",
        {
            **shown.about(found, today, request.user),
            **shown.findings(found, report),
            "can": can,
            "plain_steps": [row for row in can.values() if row.do not in WITH_FORMS],
            "drafting": drafting,
            "with_applicant": drafting or "supply" in can,
            "parts": parts,
            "papers": asked or papers,
            "other_papers": [one for one in papers if one not in asked] if asked else [],
            "ready": ready,
            "paper_form": forms.get("paper_form") or PaperForm(),
            "frozen": shown.frozen_criteria(found),
            "proposals": [row for row in can.values() if row.do in PROPOSALS],
            "measure_form": forms.get("measure_form") or MeasureForm(()),
            "visits": found.visits.all() if found.decision_taken else [],
            "may_renew": found.entry is not None and not found.renews and not found.ended,
        },
        status=status,
    )


@login_required
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for an office, for the committee or the ministry, and for an expert; and what stands in the registers."""
    today = timezone.localdate()
    kinds = queries.offices(request.user, today)
    seats = queries.examined_by(request.user)
    expert = bool(seats) or may(AT_OFFICE, "declare", request.user, today)
    if not kinds and not expert:
        raise NotPermitted("not-permitted", action="queue")
    words = request.GET.get("q", "").strip()
    found = queries.at_office(kinds)
    if words:
        found = found.filter(pk__in=queries.holding(found, words))
    pending = found.filter(ended=False).exclude(stage__in=shown.AT_REST)
    mine = [_row(one, today) for one in pending if steps(one, request.user, today)]
    here = {row["application"].pk for row in mine}
    pages = Paginator(found.exclude(pk__in=here).order_by("ended", "-pk"), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    registers = [
        kind.register
        for kind in kinds
        if may(AT_OFFICE, "oversee", request.user, today, at=organisation(kind.office))
    ]
    return render(
        request,
        "accreditation/queue.html",
        {
            "next": min(mine, key=lambda row: (row["due"] is None, row["due"]), default=None),
            "mine": mine,
            "page": page,
            "rows": [_row(one, today) for one in page],
            "seats": [_row(one, today) for one in seats if one.pk not in here],
            "without_case": queries.entries_without_case(registers, today)[:A_PAGE],
            "conditions": queries.open_conditions()[:A_PAGE] if kinds else [],
            "asked": words,
            "today": today,
        },
    )


@login_required
@require_GET
def case(request: HttpRequest, public_id: uuid.UUID, status: int = 200, **forms: Any) -> HttpResponse:
    """An application as the office, the committee, the ministry and experts see it: one next action, then everything."""
    today = timezone.localdate()
    found = queries.readable(public_id, request.user, today)
    held = parties(found, request.user, today)
    if held == (APPLICANT,):
        return redirect("accreditation:application", found.public_id)
    can = {row.do: row for row in steps(found, request.user, today)}
    language = get_language() or "kk"
    seat = found.seats.filter(expert=request.user).first() if EXPERT in held else None
    declared = seat is not None and seat.relation == "none"
    office = may(AT_OFFICE, "assign", request.user, today, at=found.office)
    judging = (EXPERT in held and declared) or (
        EXPERT not in held and may(JUDGES, "judge", request.user, today, at=found.office)
    )
    undecided = found.under_decision
    about = shown.to_judge(found, today) if undecided and judging else {}
    report = findings_now(found, today)
    prepared = getattr(found, "decision", None)
    return render(
        request,
        "accreditation/case.html",
        {
            **shown.about(found, today, request.user),
            **shown.findings(found, report),
            "can": can,
            "plain_steps": _in_order(can, prepared),
            "papers": shown.needed(found),
            "seats": found.seats.select_related("expert"),
            "office": office,
            "prepared": prepared if prepared and prepared.decided_at is None else None,
            "prepared_conditions": found.conditions.all(),
            "prepared_scope": shown.words_of_scope(prepared.scope, language) if prepared else [],
            "criteria": shown.criteria_of(found),
            "ask_form": forms.get("ask_form") or (AskForm(found) if "ask-for-papers" in can else None),
            "assign_form": forms.get("assign_form")
            or (AssignForm(queries.experts(found, today), language) if office and undecided else None),
            "declare_form": forms.get("declare_form")
            or (DeclareForm() if seat is not None and not seat.relation else None),
            "judge_form": forms.get("judge_form") or (JudgeForm(about) if about else None),
            "visit_form": forms.get("visit_form") or (VisitForm() if declared and undecided else None),
            "prepare_form": forms.get("prepare_form")
            or (PrepareForm(found, language, initial=_prepared(found)) if PREPARED_BY & can.keys() else None),
            "proposals": [row for row in can.values() if row.do in PROPOSALS],
            "measure_form": forms.get("measure_form") or MeasureForm(queries.grounds(found)),
            "proposed": queries.proposed_measure(found),
            "learners": effect_on_learners(found),
        },
        status=status,
    )


@login_required
@require_GET
def standing(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Where a provider or a centre stands by the rules now, with findings, and the checks that were kept."""
    today = timezone.localdate()
    found = queries.readable(public_id, request.user, today)
    report = findings_now(found, today)
    return render(
        request,
        "accreditation/standing.html",
        {
            **shown.about(found, today, request.user),
            **shown.findings(found, report),
            "checks": found.checks.all(),
            "office": queries.reads_as_office(found, request.user, today),
        },
    )


@login_required
@require_safe
def paper(request: HttpRequest, public_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    """A document of an application, for those who may read the application."""
    found = queries.readable(public_id, request.user, timezone.localdate())
    kept = found.papers.filter(public_id=paper_id).select_related("file").first()
    if kept is None:
        raise NotFound("page.unknown")
    return as_download(kept.file, request.user, f"accreditation.application:{found.public_id}")


@require_safe
def certificate(request: HttpRequest, public_id: uuid.UUID, language: str) -> HttpResponse:
    """The certificate as PDF; public, as the entry is."""
    if language not in LANGUAGES:
        raise NotFound("page.unknown")
    found = queries.application(public_id)
    made = letter_pdf(certificate_of(found, timezone.localdate(), language))
    return HttpResponse(
        made,
        headers={
            "Content-Type": "application/pdf",
            "Content-Disposition": f'attachment; filename="certificate-{found.number}-{language}.pdf"',
        },
    )


def _in_order(can: dict[str, Any], prepared: Any) -> list[Any]:
    """The steps that need no form of their own: first the one that was prepared; another result than that is no choice."""
    plain = [row for row in can.values() if row.do not in WITH_FORMS]
    if prepared is None or prepared.decided_at is not None:
        return plain
    fits = [row for row in plain if DECIDING.get(row.do, prepared.result) == prepared.result]
    return sorted(fits, key=lambda row: DECIDING.get(row.do) != prepared.result)


def _choices(body: Any) -> list[tuple[str, bool]]:
    """The procedures that an organisation may begin; a recognition centre is never an education organisation."""
    return [(kind.procedure, body.type not in definition(kind.register).never) for kind in KINDS.values()]


def _row(found: Application, today: Any) -> dict[str, Any]:
    readings = queries.clocks(found, today)
    running = next((one for one in readings if one.due and one.clock != "valid"), None)
    return {
        "application": found,
        "stage": shown.of(found).procedure.stages[found.stage],
        "due": running.due if running else None,
        "late": bool(running and running.late),
        "paused": any(one.paused for one in readings),
    }


def _prepared(found: Application) -> dict[str, Any]:
    prepared = getattr(found, "decision", None)
    if prepared is None:
        return {}
    kept: dict[str, Any] = {
        "result": prepared.result,
        "reasons": prepared.reasons,
        "minutes": prepared.minutes,
    }
    for n, one in enumerate(found.conditions.all(), 1):
        kept[f"condition-{n}"], kept[f"due-{n}"] = one.text, one.due_on
    return kept
