"""The registrar's pages: who has claimed their document and who has not; codes sent again, printed, addresses mended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tanym.apps.claims import queries
from tanym.apps.claims.actions.correct_address import correct_address
from tanym.apps.claims.actions.print_codes import MOST, print_codes
from tanym.apps.claims.actions.send_again import send_again
from tanym.apps.claims.actions.send_to_all import KIND, send_to_all
from tanym.apps.claims.attachment import attachment
from tanym.apps.claims.forms import AddressForm
from tanym.apps.claims.models import Claim
from tanym.apps.claims.permissions import TABLE
from tanym.apps.claims.slips import sheet_of
from tanym.apps.claims.standings import OPEN, STATES, counts, holding, standing
from tanym.apps.jobs.queries import at_work
from tanym.apps.letters.queries import last_messages
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.revision import read_revision

A_PAGE = 50


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def followed(request: HttpRequest) -> HttpResponse:
    """Everybody for whom a document waits or waited, by state; names to look for come in the body."""
    now = timezone.now()
    permit(TABLE, "follow", request.user, timezone.localdate())
    everything = standing(queries.followed(request.user, timezone.localdate()), now)
    counted = counts(everything)
    wanted = request.POST if request.method == "POST" else request.GET
    state = wanted.get("state", "")
    state = state if state in STATES else ""
    asked = " ".join(request.POST.get("q", "").split())[:100]  # a name has no place in an address
    some = everything.filter(state=state) if state else everything
    page = Paginator(holding(some, asked) if asked else some, A_PAGE).get_page(wanted.get("page"))
    shown = _in_order(everything, page.object_list) if asked else list(page.object_list)
    last = last_messages(one.subject for one in shown)
    context = {
        "counts": [(f"claim-state.{one}", one, counted[one]) for one in STATES if one in counted],
        "all": sum(counted.values()),
        "rows": [(one, f"claim-state.{one.state}", last.get(one.subject)) for one in shown],
        "page": page,
        "state": state,
        "asked": asked,
    }
    return render(request, "claims/followed.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One of them: how it stands, and the address to mend."""
    found, now = queries.claim(public_id), timezone.now()
    permit(TABLE, "follow", request.user, timezone.localdate(), at=found.award.awarding_body)
    initial = {"email": found.email, "phone": found.phone}
    form = AddressForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        correct_address(
            actor=request.user,  # type: ignore[arg-type]
            at=now,
            claim=found,
            revision=read_revision(request.POST.get("revision", "")),
            email=form.cleaned_data["email"],
            phone=form.cleaned_data["phone"],
        )
        messages.success(
            request, _("A new code leaves for this address. The one before leads nowhere any more.")
        )
        return redirect("claims:claim", public_id)
    context: dict[str, Any] = {
        "claim": found,
        "state": found.standing(now),
        "words": f"claim-state.{found.standing(now)}",
        "form": form,
        "message": last_messages([found.subject]).get(found.subject),
    }
    return render(request, "claims/claim.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Send the codes of the chosen ones again; to all who have not claimed they leave in the background."""
    if _all(request):
        now = timezone.now()
        job = at_work(request.user, KIND, now) or send_to_all(actor=request.user, at=now)  # type: ignore[arg-type]
        return redirect("jobs:job", job.public_id)
    left = send_again(actor=request.user, at=timezone.now(), claims=_chosen(request))  # type: ignore[arg-type]
    messages.success(
        request,
        ngettext("%(count)d code leaves.", "%(count)d codes leave.", left) % {"count": left}
        if left
        else _("No code left: they were sent just now, go by paper, or need another address."),
    )
    return redirect("claims:followed")


@login_required
@never_cache
@require_POST
def codes(request: HttpRequest) -> HttpResponse:
    """Slips with new codes, to be printed and handed over."""
    made = print_codes(actor=request.user, at=timezone.now(), claims=_chosen(request))  # type: ignore[arg-type]
    content = sheet_of(made, get_language() or "kk", timezone.now())
    return attachment(content, "application/pdf", "codes.pdf")


def _chosen(request: HttpRequest) -> list[Claim]:
    today, now = timezone.localdate(), timezone.now()
    permit(TABLE, "follow", request.user, today)
    if _all(request):  # one more than are printed at once, which is refused
        return list(standing(queries.followed(request.user, today), now).filter(state__in=OPEN)[: MOST + 1])
    return queries.chosen(request.user, today, request.POST.getlist("of"))


def _all(request: HttpRequest) -> bool:
    return request.POST.get("all") == "yes"


def _in_order(claims: QuerySet[Claim], keys: Sequence[int]) -> list[Claim]:
    found = {one.pk: one for one in claims.filter(pk__in=keys)}
    return [found[pk] for pk in keys if pk in found]
