"""Pages of learning: the learner's own, and the desk of who assesses."""

from __future__ import annotations

import uuid
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.learning import checking, conclusions, queries
from tanym.apps.learning.actions import assess as assess_action
from tanym.apps.learning.actions import conclude as conclude_action
from tanym.apps.learning.actions import enrol as enrol_action
from tanym.apps.learning.actions import retake as retake_action
from tanym.apps.learning.forms import Sheet
from tanym.apps.learning.models import Enrolment
from tanym.apps.learning.permissions import TABLE
from tanym.apps.organisations.permissions import may, permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.policy.shown import ShownCitation
from tanym.apps.qualifications.permissions import about
from tanym.apps.qualifications.queries import design_of, version_by_public_id
from tanym.core.kernel.errors import NotPermitted
from tanym.core.kernel.revision import read_revision


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the person learns and has learned."""
    rows = [_row(found) for found in queries.enrolments_of(request.user)]
    return render(request, "learning/mine.html", {"rows": rows})


@login_required
@require_POST
def enrol(request: HttpRequest, version: uuid.UUID) -> HttpResponse:
    """Begin to learn."""
    made = enrol_action.enrol(actor=request.user, at=timezone.now(), version=version_by_public_id(version))
    return redirect("learning:enrolment", made.public_id)


@login_required
@require_safe
def enrolment(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One's own way through a micro-qualification: outcomes, results, what comes next."""
    found = queries.enrolment(public_id)
    permit(TABLE, "read", request.user, timezone.localdate(), owner=found.person)
    design = design_of(found.version)
    cells = queries.cells(found, design)
    context = {
        "enrolment": found,
        "design": design,
        "outcomes": [
            (outcome, [cell for cell in cells if cell.outcome.id == outcome.id])
            for outcome in design.outcomes
        ],
        "judged": sum(cell.result is not None for cell in cells),
        "planned": len(cells),
        "outcome": conclusions.outcome_of(found),
        "retake_sources": _sources(found, "retake.most"),
    }
    return render(request, "learning/enrolment.html", context)


@login_required
@require_safe
def to_assess(request: HttpRequest) -> HttpResponse:
    """The desk of who assesses and of who concludes."""
    today = timezone.localdate()
    ready = [_row(found) for found in queries.to_conclude(request.user, today)]
    done = {row["enrolment"].pk for row in ready}
    waiting = [
        row for row in map(_row, queries.to_assess(request.user, today)) if row["enrolment"].pk not in done
    ]
    context = {
        "next": next(iter([*ready, *waiting]), None),
        "ready": ready,
        "open": waiting,
        "concluded": [_row(found) for found in queries.concluded(request.user, today)],
    }
    return render(request, "learning/to_assess.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One learner: outcomes, criteria and thresholds, own judgement; then the conclusion."""
    found = queries.enrolment(public_id)
    can = _may(request, found)
    if found.person_id == request.user.pk:
        raise NotPermitted("learning.own-enrolment")
    if not any(can.values()):
        raise NotPermitted("not-permitted")
    design = design_of(found.version)
    sheet = Sheet(
        design,
        queries.results_of(found),
        queries.relation(found, request.user),
        get_language() or "kk",
        request.POST if request.method == "POST" else None,
    )
    if request.method == "POST" and sheet.is_valid():
        assess_action.assess(
            actor=request.user,
            at=timezone.now(),
            enrolment=found,
            revision=read_revision(request.POST.get("revision", "")),
            relation_to_learner=sheet.relation,
            results=sheet.results,
            identity=sheet.identity,
        )
        messages.success(request, _("Kept. You can go on later, or conclude when every result is in."))
        return redirect("learning:assess", public_id)
    status = 422 if request.method == "POST" else 200
    return render(
        request, "learning/assess.html", _sheet_context(found, design, sheet, can, request), status=status
    )


@login_required
@require_POST
def conclude(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Decide by the plan: confer the award, or say what was not reached."""
    found = conclude_action.conclude(
        actor=request.user,
        at=timezone.now(),
        enrolment=queries.enrolment(public_id),
        revision=read_revision(request.POST.get("revision", "")),
    )
    if found.state == "awarded":
        messages.success(
            request,
            _(
                "The award is conferred. The learner has a letter and finds the certificate under “My documents”."
            ),
        )
    else:
        messages.info(
            request,
            _("Concluded without an award. The learner has a letter with the reasons and what comes next."),
        )
    return redirect("learning:assess", public_id)


@login_required
@require_POST
def retake(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Open the one retake."""
    retake_action.retake(
        actor=request.user,
        at=timezone.now(),
        enrolment=queries.enrolment(public_id),
        revision=read_revision(request.POST.get("revision", "")),
    )
    messages.success(request, _("The retake is open. The learner has a letter."))
    return redirect("learning:assess", public_id)


def _sheet_context(
    found: Enrolment, design: Any, sheet: Sheet, can: dict[str, bool], request: HttpRequest
) -> dict[str, Any]:
    cells = queries.cells(found, design)
    by_assessment = [
        (assessment, list(group)) for assessment, group in groupby(cells, key=lambda cell: cell.assessment)
    ]
    complete = all(cell.result is not None for cell in cells)
    ready = complete and found.state == "enrolled"
    foreseen = conclusions.foreseen(found, timezone.localdate()) if ready else None
    concludes = foreseen is not None and can["conclude"]
    return {
        "enrolment": found,
        "design": design,
        "sheet": sheet,
        "can": can,
        "relation": queries.relation(found, request.user),
        "judged": sum(cell.result is not None for cell in cells),
        "planned": len(cells),
        "plan": by_assessment,
        "complete": complete,
        "below": [cell for cell in cells if cell.reached is False],
        "foreseen": foreseen,
        "said": checking.said_by_rules(found, foreseen, timezone.now()) if concludes else None,
        "outcome": conclusions.outcome_of(found),
        "scale_sources": _sources(found, "grade.scale"),
        "retake_sources": _sources(found, "retake.most"),
        "independence_sources": _sources(found, "AS-02"),
    }


def _sources(found: Enrolment, name: str) -> tuple[ShownCitation, ...]:
    on = timezone.localdate(found.concluded_at or timezone.now())
    return conclusions.citations(found, on, name, get_language() or "kk")


def _may(request: HttpRequest, found: Enrolment) -> dict[str, bool]:
    today, bodies = timezone.localdate(), found.version.content.get("bodies", {})
    assessing, awarding = (organisation(bodies.get(part, "")) for part in ("assessing", "awarding"))
    return {
        "assess": may(TABLE, "assess", request.user, today, at=assessing, about=about(found.version)),
        "conclude": may(TABLE, "conclude", request.user, today, at=awarding, about=about(found.version)),
    }


def _row(found: Enrolment) -> dict[str, Any]:
    cells = queries.cells(found)
    return {
        "enrolment": found,
        "judged": sum(cell.result is not None for cell in cells),
        "planned": len(cells),
    }
