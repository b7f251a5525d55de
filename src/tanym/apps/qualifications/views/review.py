"""Pages of reviewers: the queue, and a design with its findings by criterion."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tanym.apps.clocks.shown import past, terms_of
from tanym.apps.policy.queries import reopened, report
from tanym.apps.policy.shown import layers, shown_findings, tally
from tanym.apps.qualifications import approval
from tanym.apps.qualifications.actions.approve import approve
from tanym.apps.qualifications.actions.note import note
from tanym.apps.qualifications.actions.return_with_remarks import return_with_remarks
from tanym.apps.qualifications.desk import RULE
from tanym.apps.qualifications.forms.steps import SEND, STEPS, place_of
from tanym.apps.qualifications.held import held
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import (
    body_words,
    design_of,
    judgements,
    readable,
    remarks_unsent,
    reviewed,
    to_review,
    waivers_to_answer,
)
from tanym.core.kernel.errors import NotPermitted
from tanym.core.kernel.revision import read_revision

LATEST = 12


@login_required
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """The designs that wait for a reviewer, with their terms."""
    _permit(request)
    today = timezone.localdate()
    rows = [_waiting(version, today) for version in to_review()]
    return render(
        request,
        "qualifications/queue.html",
        {
            "rows": rows,
            "next": rows[0] if rows else None,
            "waivers": waivers_to_answer(),
            "answered": [_answered(v) for v in reviewed()[:LATEST]],
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, public_id: Any) -> HttpResponse:
    """A design with its findings by criterion, the reviewer's remarks and decisions beside them."""
    _permit(request)
    today = timezone.localdate()
    version = readable(public_id, request.user, today)
    if request.method == "POST":
        return _act(request, version)
    stack, found = reopened(report(version.report))
    language = get_language() or "kk"
    findings = shown_findings(stack, found.findings, body_words(language))
    return render(
        request,
        "qualifications/review.html",
        {
            "version": version,
            "design": design_of(version),
            "stage": approval.stage_of(version),
            "clock": approval.clock(version, today),
            "terms": terms_of(held(version), today, request.user),
            "ended": past(held(version).subject),
            "open": approval.stage_of(version).waits_for == approval.REVIEWER,
            "conflict": bool(approval.conflicted(version, request.user, today)),
            "tally": tally(found.findings),
            "report": version.report,
            "layers": layers(stack, found),
            "criteria": _criteria(version, findings),
            "general": remarks_unsent(version).get("", ""),
        },
    )


def _act(request: HttpRequest, version: Version) -> HttpResponse:
    at, revision = timezone.now(), read_revision(request.POST.get("revision", ""))
    remarks = {
        name.removeprefix("remark-"): text
        for name, text in request.POST.items()
        if name.startswith("remark-")
    }
    decisions = {
        name.removeprefix("decide-"): (
            outcome,
            request.POST.get(f"reason-{name.removeprefix('decide-')}", ""),
        )
        for name, outcome in request.POST.items()
        if name.startswith("decide-")
    }
    verb = request.POST.get("do", "note")
    who: dict[str, Any] = {"actor": request.user, "at": at, "version": version, "revision": revision}
    if verb == "return":
        return_with_remarks(**who, remarks=remarks, decisions=decisions)
        messages.success(request, _("Returned. The author has a letter with your remarks."))
        return redirect("qualifications:queue")
    if verb == "approve":
        approve(**who, remarks=remarks, decisions=decisions)
        messages.success(request, _("Approved. It is in the catalogue."))
        return redirect("qualifications:queue")
    note(**who, remarks=remarks, decisions=decisions)
    messages.success(request, _("Your notes are kept. The author does not see them yet."))
    return redirect("qualifications:review", version.public_id)


def _criteria(version: Version, findings: list[Any]) -> list[dict[str, Any]]:
    """The findings under the steps of the design, each with the remark and the decision that stand beside it."""
    unsent, decided = remarks_unsent(version), judgements(version)
    by_step: dict[str, list[dict[str, Any]]] = {}
    for finding in findings:
        if finding.applies:
            step, _group = place_of(finding.order)
            by_step.setdefault(step.id, []).append(
                {
                    "finding": finding,
                    "about": f"{RULE}{finding.rule}",
                    "remark": unsent.get(f"{RULE}{finding.rule}", ""),
                    "decided": decided.get(finding.rule),
                }
            )
    result = []
    for step in STEPS:
        rows = by_step.get(step.id, [])
        if rows:
            met = [row for row in rows if row["finding"].mark == "yes"]
            result.append(
                {"step": step, "open": [r for r in rows if r not in met], "met": met, "other": step is SEND}
            )
    return result


def _waiting(version: Version, today: Any) -> dict[str, Any]:
    _stack, found = reopened(report(version.report))
    return {"version": version, "clock": approval.clock(version, today), "tally": tally(found.findings)}


def _answered(version: Version) -> dict[str, Any]:
    return {"version": version, "stage": approval.stage_of(version)}


def _permit(request: HttpRequest) -> None:
    if not approval.reviews(request.user, timezone.localdate()):
        raise NotPermitted("not-permitted", action="review")
