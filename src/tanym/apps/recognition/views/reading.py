"""The pages of a case: the claimant's and the one of those at work on it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tanym.apps.audit import clock as timezone
from tanym.apps.letters.queries import letters_about
from tanym.apps.recognition import queries, reading, seen
from tanym.apps.recognition.appeals import appeals_shown
from tanym.apps.recognition.assessing import declared, leads, to_mark
from tanym.apps.recognition.casefile import DOCUMENTED, case_file, decision_taken
from tanym.apps.recognition.disclosure import is_blind
from tanym.apps.recognition.forms.application import EvidenceForm, GroundsForm, SubmitForm, SupplyForm
from tanym.apps.recognition.forms.assessing import AssessorForm, DeclareForm, JudgeForm, SecondForm
from tanym.apps.recognition.forms.work import (
    CreditsForm,
    InterviewForm,
    MappingForm,
    PapersForm,
    StepForm,
)
from tanym.apps.recognition.matrix import Row, matrix, tally
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.own_term import own_term, with_office
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.plain_steps import PlainStep, plain_steps
from tanym.apps.recognition.proceedings import parties, steps
from tanym.apps.recognition.targets import levels_of
from tanym.apps.recognition.tracks import ACT, CLAIMANT, SHOWN, SIDE, WORK, track_of
from tanym.apps.recognition.views import arranged
from tanym.apps.recognition.views.assessing import advice_parts, assessed, assessing_parts
from tanym.apps.recognition.where import where, whole_addresses
from tanym.core.kernel.errors import NotFound


@login_required
@require_safe
def case(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The claimant's own page of a case; who works on it is sent to the page of the work."""
    found = queries.case(public_id, request.user, timezone.localdate())
    if found.claimant_id != request.user.pk:
        return redirect("recognition:work", found.public_id)
    return claimant_page(request, found)


def claimant_page(
    request: HttpRequest, found: RecognitionCase, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page of a draft, or of a case under way or decided; `forms` are the ones to be mended."""
    today = timezone.localdate()
    proceeding = of(found)
    can = {row.do: row for row in steps(found, request.user, today)}
    leading = {row.do for row in proceeding.procedure.steps_from(found.stage)}
    editing = bool(leading & {"submit", "supply"})
    stands = where(found, today)
    clocks = reading.clocks(found, today, request.user)
    if stands.appealed:
        clocks = [*reading.clocks(found.appeal, today, request.user), *clocks]
    context: dict[str, Any] = {
        "case": found,
        "stage": reading.stage_words(found),
        "way": reading.way(found),
        "clocks": clocks,
        "ended": reading.ended(found),
        "waits_for": reading.waits_for(found),
        "rows": matrix(found, request.user),
        "items": found.evidence.select_related("award__awarding_body", "file").prefetch_related("mappings"),
        "can": can,
        "draft": "submit" in leading,
        "history": reading.history(found),
        "seen": seen.who_read(found),
        "where": stands,
        "own": own_term(found, clocks),
        "with_office": found.decided_on is not None and with_office(found),
        "whole": whole_addresses(found),
        "letters": letters_about(f"recognition.case:{found.public_id}").filter(to=found.claimant),
        "citations": reading.procedure_citations(proceeding),
        "status": proceeding.procedure.status,
        "over": queries.is_over(found),
        "credits_due": case_file(found).credits_due,
        "appeals": appeals_shown(found),
        "assessed": assessed(found),
        **decided(found),
        **advice_parts(found),
        **arranged.for_claimant(found, forms),
        **brought(request, found, CLAIMANT, forms),
    }
    if editing:
        context |= {
            "awards": queries.awards_to_show(found),
            "portfolio": queries.items_to_show(found),
            "evidence_form": forms.get("evidence_form") or EvidenceForm(found, auto_id="e-%s"),
            "adding": bool(forms.get("evidence_form")) or "add" in request.GET,
            "submit_form": forms.get("submit_form") or SubmitForm(initial={"application": found.application}),
            "supply_form": forms.get("supply_form") or SupplyForm(initial={"application": found.application}),
            "documents": proceeding.procedure.documents.values(),
            "terms": reading.terms(proceeding),
            "documented": "result" not in proceeding.procedure.documents
            or found.evidence.filter(kind__in=DOCUMENTED).exists()
            or "result" in track_of(found).documented(found),
            "missing": [
                proceeding.procedure.documents[name]
                for name in found.missing
                if name in proceeding.procedure.documents
            ],
        }
    if "appeal" in can:
        context["grounds_form"] = forms.get("grounds_form") or GroundsForm()
    template = "recognition/application.html" if editing else "recognition/case.html"
    return render(request, template, context, status=status)


@login_required
@require_safe
def work(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The page of secretary, assessor, members and registrar."""
    found = queries.case(public_id, request.user, timezone.localdate())
    if found.claimant_id == request.user.pk:
        return redirect("recognition:case", found.public_id)
    seen.note_reading(found, request.user, seen.CASE, timezone.now())  # type: ignore[arg-type]
    return work_page(request, found)


def work_page(
    request: HttpRequest, found: RecognitionCase, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The officer's page; `forms` are the ones to be mended. Raises `NotFound` for the claimant, whatever they sent to it."""
    if found.claimant_id == request.user.pk:
        raise NotFound("page.unknown")
    today = timezone.localdate()
    proceeding = of(found)
    own = track_of(found).own_steps
    can = {row.do: row for row in steps(found, request.user, today) if row.do not in own}
    acts_as = parties(found, request.user, today)
    rows = matrix(found, request.user)
    context: dict[str, Any] = {
        "case": found,
        "stage": reading.stage_words(found),
        "way": reading.way(found),
        "clocks": reading.clocks(found, today, request.user),
        "ended": reading.ended(found),
        "waits_for": reading.waits_for(found),
        "rows": rows,
        "tally": tally(_own_rows(found, request.user, rows)),
        "items": found.evidence.select_related("award__awarding_body", "file").prefetch_related("mappings"),
        "interview": getattr(found, "interview", None),
        "can": can,
        "whole": whole_addresses(found),
        "is_secretary": bool(queries.OFFICE & {*acts_as}),
        "history": reading.history(found),
        "citations": reading.procedure_citations(proceeding),
        "status": proceeding.procedure.status,
        "sits": bool(proceeding.guarded(found.stage, "quorum")),
        "judging": "assessor" in acts_as and bool(proceeding.guarded(found.stage, "every-outcome-judged")),
        "credits_due": case_file(found).credits_due,
        "step_cites": {do: reading.citations(proceeding, row) for do, row in can.items()},
        **decided(found),
        **brought(request, found, WORK, forms),
        **_forms(request, found, can, acts_as, rows, forms),
        **assessing_parts(request, found, acts_as, rows),
        **arranged.for_work(request, found, acts_as, forms),
    }
    return render(request, "recognition/work.html", context, status=status)


def _own_rows(found: RecognitionCase, reader: Any, rows: list[Row]) -> list[Row]:
    """The outcomes that a third assessor was asked about: of the others there is nothing open for them. All for anybody else."""
    mine = to_mark(found, reader) if is_blind(found, reader) else frozenset()
    return [one for one in rows if one.id in mine] if mine else rows


def brought(request: HttpRequest, found: RecognitionCase, side: str, given: dict[str, Any]) -> dict[str, Any]:
    """What the track of a case brings to its page, and the steps that need no more than a button."""
    panels = track_of(found).panels(request, found, side)
    return {
        "acting": [one for one in panels if one.place == ACT],
        "next_panel": next((one for one in panels if one.label), None),
        "showing": [one for one in panels if one.place == SHOWN],
        "beside": [one for one in panels if one.place == SIDE],
        "plain_steps": [
            (one, _step_form(one, given)) for one in plain_steps(found, request.user, timezone.localdate())
        ],
    }


def decided(found: RecognitionCase) -> dict[str, Any]:
    """The decision that holds, as a page shows it."""
    decision = decision_taken(found)
    if decision is None:
        return {"decision": None, "findings": []}
    content = reading.holding_content(decision)
    findings = reading.findings(found, content)
    return {
        "decision": decision,
        "result": content["result"],
        "result_code": f"{track_of(found).results}{content['result']}",
        "content": content,
        "findings": findings,
        "recognised_count": sum(1 for one in findings if one["recognised"]),
    }


def _forms(
    request: HttpRequest,
    found: RecognitionCase,
    can: dict[str, Any],
    acts_as: tuple[str, ...],
    rows: list[Row],
    given: dict[str, Any],
) -> dict[str, Any]:
    """The forms that this person can use now."""
    made: dict[str, Any] = {}
    procedure = of(found).procedure
    if "ask-for-papers" in can:
        made["papers_form"] = given.get("papers_form") or PapersForm(procedure.documents)
    if "accept" in can or (
        queries.OFFICE & {*acts_as} and procedure.stages[found.stage].waits_for == "assessor"
    ):
        made["assessor_form"] = given.get("assessor_form") or (
            SecondForm(found) if "accept" in can else AssessorForm(found, placed=True)
        )
    if (
        "assessor" in acts_as
        and not declared(found, request.user)
        and procedure.stages[found.stage].waits_for == "assessor"
    ):
        made["declare_form"] = given.get("declare_form") or DeclareForm()
    lead = leads(found, request.user)
    if "map" in can and lead and found.relation == "none":
        made["mapping_form"] = given.get("mapping_form") or mapping_form(found)
    if "interview" in can and lead:
        made["interview_form"] = given.get("interview_form") or InterviewForm(
            initial={"held_on": timezone.localdate()}
        )
    if "assessor" in acts_as and of(found).guarded(found.stage, "every-outcome-judged"):
        mine = to_mark(found, request.user)
        made["judge_forms"] = [
            (row, given.get(f"judge_{row.id}") or _judge_form(found, row)) for row in rows if row.id in mine
        ]
    if "confirm-credits" in can:
        due = case_file(found).credits_due or 0
        made["credits_form"] = given.get("credits_form") or CreditsForm(
            initial={"credits": due // 100 if due % 100 == 0 else due / 100}
        )
    return made


def mapping_form(found: RecognitionCase, data: Any = None) -> MappingForm:
    """The assessor's mapping as it is kept, as a form; what nobody has looked at begins as the claimant claims it."""
    items = list(found.evidence.select_related("award__awarding_body").prefetch_related("mappings"))
    outcomes = found.target["outcomes"]
    initial: dict[str, Any] = {}
    for i, item in enumerate(items):
        known = {one.outcome: one for one in item.mappings.all()}
        for o, outcome in enumerate(outcomes):
            mapping = known.get(outcome["id"])
            initial[f"shows_{i}_{o}"] = mapping.shows if mapping else ""
        initial |= {f"rating_{i}_{quality}": answer for quality, answer in item.ratings.items()}
        initial |= {f"because_{i}_{quality}": reason for quality, reason in item.reasons.items()}
    for o, outcome in enumerate(outcomes):
        initial[f"direct_{o}"] = outcome["id"] in found.direct
    return MappingForm(items, outcomes, data, initial=initial)


def _step_form(one: PlainStep, given: dict[str, Any]) -> StepForm:
    failed = given.get("step_form") if given.get("step_failed") == one.row.do else None
    return failed or StepForm(reasoned=one.reasoned, auto_id=f"step-{one.row.do}-%s")


def _judge_form(found: RecognitionCase, row: Row) -> JudgeForm:
    said = row.judgement
    initial = {"achievement": said.achievement, "reasons": said.reasons, "level": said.level} if said else {}
    return JudgeForm(levels=levels_of(found, row.id), initial=initial, prefix=row.id, auto_id=f"{row.id}-%s")
