"""Pages of the committee: what it has before it, a design with sheets and votes, its decisions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tanym.apps.policy.queries import reopened, report
from tanym.apps.policy.shown import shown_findings, tally
from tanym.apps.qualifications import approval, committee
from tanym.apps.qualifications.actions.decide import decide
from tanym.apps.qualifications.actions.vote import vote
from tanym.apps.qualifications.forms.sheet import read_conditions
from tanym.apps.qualifications.models import Ballot, Sheet, Version
from tanym.apps.qualifications.queries import (
    body_words,
    design_of,
    edition_before,
    minutes,
    readable,
    to_decide,
)
from tanym.apps.qualifications.reviewing import conditions_on, sheets, way
from tanym.apps.qualifications.sheets import condition_rows, sheet_lines, shown_criteria, shown_sheets
from tanym.core.kernel.errors import NotFound, NotPermitted
from tanym.core.kernel.revision import read_revision
from tanym.core.qualifications.review import COMMITTEE, Recommendation

A_PAGE = 20


@login_required
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The designs before the committee, and its decisions."""
    _permit(request)
    today = timezone.localdate()
    rows = [(one, approval.clock(one, today), len(committee.ballots(one))) for one in to_decide()]
    page = Paginator(minutes(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "qualifications/committee.html", {"rows": rows, "page": page})


@login_required
@require_http_methods(["GET", "POST"])
def sitting(request: HttpRequest, public_id: Any) -> HttpResponse:
    """A design before the committee: the sheets, the votes, one's own vote, the decision."""
    _permit(request)
    today = timezone.localdate()
    version = readable(public_id, request.user, today)
    if request.method == "POST":
        return _act(request, version)
    if version.stage != COMMITTEE and not version.minutes.exists():
        raise NotFound("design.unknown")
    stack, found = reopened(report(version.report))
    findings = shown_findings(stack, found.findings, body_words(get_language() or "kk"))
    members = committee.members(version, today)
    cast = {one.member_id: one for one in committee.ballots(version)}
    asked = Sheet(
        conditions=[
            {"text": one.text, "due_on": str(one.due_on or ""), "about": one.about}
            for one in conditions_on(version)
        ]
    )
    return render(
        request,
        "qualifications/sitting.html",
        {
            "version": version,
            "design": design_of(version),
            "open": version.stage == COMMITTEE,
            "clock": approval.clock(version, today),
            "way": way(version),
            "criteria": shown_criteria(version, findings, None),
            "tally": tally(found.findings),
            "sheets": [(one, sheet_lines(version, one)) for one in sheets(version) if one.signed_at],
            "seats": [(one, cast.get(one.pk)) for one in members],
            "seated": request.user.pk in {one.pk for one in members},
            "mine": cast.get(request.user.pk) or Ballot(),
            "voted": request.user.pk in cast,
            "votes": committee.tally(version, members),
            "recommendations": list(Recommendation),
            "rows": condition_rows(asked),
            "before": edition_before(version),
            "minutes": version.minutes.filter(round=version.round).first(),
        },
    )


@login_required
@require_GET
def sheet(request: HttpRequest, public_id: Any, round: int, place: int) -> HttpResponse:
    """A signed sheet, for the reviewers and the committee; the second reviewer sees the first's after signing."""
    _permit(request)
    today = timezone.localdate()
    version = readable(public_id, request.user, today)
    found = version.sheets.filter(round=round, place=place, signed_at__isnull=False).first()
    hidden = round == version.round and shown_sheets(version, request.user) is None
    if found is None or (hidden and found.reviewer_id != request.user.pk):
        raise NotFound("design.unknown")
    context = {
        "version": version,
        "sheet": found,
        "lines": sheet_lines(version, found),
        "reviews": approval.reviews(request.user, today),
    }
    return render(request, "qualifications/sheet.html", context)


def _act(request: HttpRequest, version: Version) -> HttpResponse:
    at = timezone.now()
    reasons = request.POST.get("reasons", "")
    if request.POST.get("do") == "decide":
        decide(
            actor=request.user,
            at=at,
            version=version,
            result=request.POST.get("result", ""),
            reasons=reasons,
            conditions=read_conditions(request.POST),
            revision=read_revision(request.POST.get("revision", "")),
        )
        messages.success(request, _("The decision is recorded, and the author has a letter."))
        return redirect("qualifications:committee")
    vote(actor=request.user, at=at, version=version, verdict=request.POST.get("verdict", ""), reasons=reasons)
    messages.success(request, _("Your vote is kept. You may change it until the decision."))
    return redirect("qualifications:sitting", version.public_id)


def _permit(request: HttpRequest) -> None:
    today = timezone.localdate()
    if not (approval.sits(request.user, today) or approval.reviews(request.user, today)):
        raise NotPermitted("not-permitted", action="vote")
