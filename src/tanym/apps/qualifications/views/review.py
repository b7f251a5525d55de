"""Pages of reviewers: the queue, and a design with its review sheet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanym.apps.clocks.shown import past, terms_of
from tanym.apps.policy.queries import reopened, report
from tanym.apps.policy.shown import layers, shown_findings, tally
from tanym.apps.qualifications import approval
from tanym.apps.qualifications.actions.approve import approve
from tanym.apps.qualifications.actions.fill_sheet import fill_sheet
from tanym.apps.qualifications.actions.note import note
from tanym.apps.qualifications.actions.recommend import recommend
from tanym.apps.qualifications.actions.return_with_remarks import return_with_remarks
from tanym.apps.qualifications.actions.take_up import take_up
from tanym.apps.qualifications.alike import alike
from tanym.apps.qualifications.forms.sheet import read_conditions, read_judgements
from tanym.apps.qualifications.held import held
from tanym.apps.qualifications.models import Sheet, Version
from tanym.apps.qualifications.queries import (
    body_words,
    conditions_to_see_to,
    design_of,
    edition_before,
    re_review_of,
    re_reviews_due,
    readable,
    remarks_unsent,
    reviewed,
    to_review,
    waivers_to_answer,
)
from tanym.apps.qualifications.reviewing import criteria, own_sheet, way
from tanym.apps.qualifications.sheets import condition_rows, shown_criteria, shown_sheets, state_of
from tanym.core.kernel.errors import NotPermitted
from tanym.core.kernel.revision import read_revision
from tanym.core.qualifications.review import SECOND, Recommendation

LATEST = 12


@login_required
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """The designs that wait for a reviewer, with their terms; conditions and re-reviews that wait, too."""
    _permit(request)
    today = timezone.localdate()
    rows = [_waiting(version, today, request.user) for version in to_review()]
    return render(
        request,
        "qualifications/queue.html",
        {
            "rows": rows,
            "next": next((row for row in rows if row["mine"]), rows[0] if rows else None),
            "waivers": waivers_to_answer(),
            "conditions": [(one, state_of(one, today)) for one in conditions_to_see_to(today)],
            "re_reviews": [(one, re_review_of(one)) for one in re_reviews_due(today)],
            "answered": [_answered(v) for v in reviewed()[:LATEST]],
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, public_id: Any) -> HttpResponse:
    """A design with its findings by criterion; the reviewer's judgements, remarks and decisions beside them."""
    _permit(request)
    today = timezone.localdate()
    version = readable(public_id, request.user, today)
    if request.method == "POST":
        return _act(request, version)
    stack, found = reopened(report(version.report))
    language = get_language() or "kk"
    findings = shown_findings(stack, found.findings, body_words(language))
    stage = approval.stage_of(version)
    mine = own_sheet(version, request.user)
    design = design_of(version)
    signs = bool(stage.waits_for == approval.REVIEWER and criteria(version)) and not (mine and mine.signed_at)
    others = shown_sheets(version, request.user)
    return render(
        request,
        "qualifications/review.html",
        {
            "version": version,
            "design": design,
            "alike": alike(version, design, today),
            "today": today,
            "stage": stage,
            "clock": approval.clock(version, today),
            "terms": terms_of(held(version), today, request.user),
            "ended": past(held(version).subject),
            "open": stage.waits_for == approval.REVIEWER and not (mine and mine.signed_at),
            "second": version.stage == SECOND,
            "signs": signs,
            "way": way(version),
            "mine": mine or Sheet(),
            "others": others,
            "hidden": others is None,
            "taken": version.taken_by,
            "taken_by_me": version.taken_by_id == request.user.pk,
            "conflict": bool(approval.conflicted(version, request.user, today)),
            "tally": tally(found.findings),
            "report": version.report,
            "layers": layers(stack, found),
            "criteria": shown_criteria(version, findings, mine, blind=others is None),
            "recommendations": list(Recommendation),
            "rows": condition_rows(mine),
            "general": remarks_unsent(version).get("", ""),
            "before": edition_before(version),
        },
    )


@login_required
@require_POST
def take(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Take up the review, or give it up."""
    _permit(request)
    version = readable(public_id, request.user, timezone.localdate())
    give_up = request.POST.get("do") == "give-up"
    take_up(actor=request.user, at=timezone.now(), version=version, give_up=give_up)
    messages.success(request, _("You have given it up.") if give_up else _("It is yours to review."))
    return redirect("qualifications:review", version.public_id)


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
    sheet: dict[str, Any] = {
        "judgements": read_judgements(request.POST),
        "recommendation": request.POST.get("recommendation", ""),
        "reasons": request.POST.get("reasons", ""),
        "conditions": read_conditions(request.POST),
    }
    if verb == "return":
        return_with_remarks(**who, remarks=remarks, decisions=decisions)
        messages.success(request, _("Returned. The author has a letter with your remarks."))
        return redirect("qualifications:queue")
    if verb == "approve":
        approve(**who, remarks=remarks, decisions=decisions)
        messages.success(request, _("Approved. It is in the catalogue."))
        return redirect("qualifications:queue")
    if verb == "sign":
        done = recommend(**who, **sheet, remarks=remarks, decisions=decisions)
        messages.success(request, _after_signing(done))
        return redirect("qualifications:queue")
    kept = note(**who, remarks=remarks, decisions=decisions)
    if sheet["judgements"] or sheet["recommendation"] or sheet["reasons"] or sheet["conditions"]:
        fill_sheet(actor=request.user, at=at, version=kept, **sheet)
    messages.success(request, _("Your notes are kept. The author does not see them yet."))
    return redirect("qualifications:review", version.public_id)


def _after_signing(version: Version) -> str:
    said = {
        SECOND: _("Signed. The design is with the second reviewer now."),
        "committee": _("Signed. The design is before the committee now."),
        "returned": _("Returned. The author has a letter with your remarks."),
    }
    return said.get(version.stage, _("Approved. It is in the catalogue."))


def _waiting(version: Version, today: Any, person: Any) -> dict[str, Any]:
    _stack, found = reopened(report(version.report))
    signed = own_sheet(version, person)
    return {
        "version": version,
        "clock": approval.clock(version, today),
        "tally": tally(found.findings),
        "stage": approval.stage_of(version),
        "mine": version.taken_by_id in (None, person.pk) and not (signed and signed.signed_at),
    }


def _answered(version: Version) -> dict[str, Any]:
    return {"version": version, "stage": approval.stage_of(version)}


def _permit(request: HttpRequest) -> None:
    today = timezone.localdate()
    if not approval.reviews(request.user, today):
        raise NotPermitted("not-permitted", action="review")
