"""Page of authors: find a skill in the register of professional standards, and point an outcome to it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications import approval
from tanym.apps.qualifications.actions.revise import revise
from tanym.apps.qualifications.linking import MATCHES, with_link
from tanym.apps.qualifications.permissions import AT_OWNER, about
from tanym.apps.qualifications.queries import design_of, readable
from tanym.apps.standards.queries import search_parts, skill
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.revision import read_revision

A_PAGE = 20


@login_required
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The parts of the standards in force that hold the words, each with a button for the chosen outcome."""
    today = timezone.localdate()
    version = readable(public_id, request.user, today)
    permit(
        AT_OWNER, "revise", request.user, today, at=version.micro_qualification.owner, about=about(version)
    )
    if not approval.with_author(version):
        return redirect("qualifications:design", version.public_id)
    design = design_of(version)
    if request.method == "POST":
        target, match = request.POST.get("target", ""), request.POST.get("match", "")
        if match not in MATCHES:
            raise InvalidValue("standard.unknown-code", found=match[:40])
        skill(target, today)  # refuses what the register doesn't know
        outcome = request.POST.get("outcome", "")
        revise(
            actor=request.user,
            at=timezone.now(),
            version=version,
            document=with_link(version.content, outcome, target, match),
            revision=read_revision(request.POST.get("revision", "")),
        )
        messages.success(request, _("The outcome points to this skill now."))
        return redirect("qualifications:step", version.public_id, "outcomes")
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:200]
    pages = Paginator(search_parts(today, words), A_PAGE)
    chosen = request.GET.get("outcome", "")
    return render(
        request,
        "qualifications/link.html",
        {
            "version": version,
            "design": design,
            "q": words,
            "page": pages.get_page(request.GET.get("page")),
            "pages": pages.page_range if pages.num_pages > 1 else [],
            "count": pages.count,
            "chosen": next((one for one in design.outcomes if one.id == chosen), None)
            or next(iter(design.outcomes), None),
            "matches": MATCHES,
        },
    )
