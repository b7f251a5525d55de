"""Pages of the keeper's desk: registers that are written by hand."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tanym.apps.accounts.words import say
from tanym.apps.registers import desk_shown, proposals, queries
from tanym.apps.registers.actions.propose import propose
from tanym.apps.registers.forms.desk import ActForm
from tanym.apps.registers.models import Entry, Proposal
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted, Refused
from tanym.core.registers.definition import Definition
from tanym.core.registers.standing import Act, Status

A_PAGE = 25


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The registers that this person keeps, what waits for a second person, what ends soon."""
    today = timezone.localdate()
    kept = proposals.kept_by(request.user, today)
    if not kept:
        raise NotPermitted("not-permitted", action="desk")
    waiting = list(proposals.proposals([one.id for one in kept]))
    return render(
        request,
        "registers/desk.html",
        {
            "cards": [desk_shown.card(one, today) for one in kept],
            "to_decide": [desk_shown.proposed(one) for one in waiting if one.by_id != request.user.pk],
            "mine": [desk_shown.proposed(one) for one in waiting if one.by_id == request.user.pk],
        },
    )


@login_required
@require_safe
def register(request: HttpRequest, register: str) -> HttpResponse:
    """The entries of a register with what the keeper needs to see of them: persons by name, what ends soon."""
    of, today = proposals.kept(request.user, register, timezone.localdate()), timezone.localdate()
    status, soon = request.GET.get("status", ""), request.GET.get("soon") == "1"
    words = request.GET.get("q", "").strip()[:100]
    found = [one for one in queries.entries(of.id, today) if desk_shown.fits(one, today, status, soon, words)]
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "registers/desk_register.html",
        {
            "of": of,
            "page": page,
            "lines": [desk_shown.line(one, today) for one in page.object_list],
            "status": status,
            "soon": soon,
            "words": words,
            "statuses": [(str(one), say(f"register.status.{one}")) for one in Status],
            "waiting": [desk_shown.proposed(one) for one in proposals.proposals([of.id])],
            "query": desk_shown.query(status, soon, words),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, register: str) -> HttpResponse:
    """A new entry."""
    of = proposals.kept(request.user, register, timezone.localdate())
    return _act(request, of, Act.ENTERED, None)


@login_required
@require_safe
def entry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """An entry at the desk: how it stands, what was recorded, what can be done."""
    found, today = queries.entry(public_id), timezone.localdate()
    of = proposals.kept(request.user, found.register, timezone.localdate())
    waiting = found.proposals.filter(state="waiting").select_related("by").first()
    return render(
        request,
        "registers/desk_entry.html",
        {
            "of": of,
            "entry": found,
            "line": desk_shown.entry_line(found, today),
            "history": queries.history(found),
            "waiting": desk_shown.proposed(waiting) if waiting else None,
            "acts": [] if waiting else desk_shown.acts(found, today),
            "says": desk_shown.says(found, today),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    """One act on an entry: amend, suspend, reinstate, withdraw, annul."""
    found = queries.entry(public_id)
    of = proposals.kept(request.user, found.register, timezone.localdate())
    if act not in set(Act) - {Act.ENTERED}:
        raise NotFound("page.unknown")
    return _act(request, of, Act(act), found)


def _act(request: HttpRequest, of: Definition, act: Act, found: Entry | None) -> HttpResponse:
    today = timezone.localdate()
    form = ActForm(
        request.POST or None,
        request.FILES or None,
        of=of,
        act=act,
        today=today,
        entry=found,
        now=queries.stood(found, today) if found else None,
        seen=_seen(request, found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = propose(
                actor=request.user,  # type: ignore[arg-type]
                at=timezone.now(),
                register=of.id,
                act=act,
                given=form.given(),
                entry=found,
                once=form.cleaned_data["once"],
                upload=form.cleaned_data.get("document"),
            )
        except (InvalidValue, Refused) as refusal:
            if not form.refuse(refusal):
                raise
        else:
            return _made(request, made)
    return render(
        request,
        "registers/desk_act.html",
        {
            "of": of,
            "act": act,
            "verb": say(f"register.do.{act}"),
            "entry": found,
            "line": desk_shown.entry_line(found, today) if found else None,
            "form": form,
        },
        status=422 if form.errors else 200,
    )


def _seen(request: HttpRequest, found: Entry | None) -> int:
    if found is None:
        return 0
    given = request.POST.get("seen", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else found.recorded.count()


def _made(request: HttpRequest, made: Proposal) -> HttpResponse:
    if made.waiting:
        messages.success(request, _("Proposed. Another keeper confirms it; until then nothing changes."))
        return redirect("registers:proposal", made.public_id)
    messages.success(request, _("Recorded."))
    return redirect("registers:desk-entry", made.entry.public_id)  # type: ignore[union-attr]
