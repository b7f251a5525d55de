"""Pages of keepers: what was proposed, a document uploaded and read, adoption by a second person, withdrawal."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.adapters.word import read_blocks
from tanym.apps.accounts.words import say
from tanym.apps.standards import queries
from tanym.apps.standards.actions.adopt import adopt as put_in_force
from tanym.apps.standards.actions.propose import propose
from tanym.apps.standards.actions.propose_withdrawal import propose_withdrawal
from tanym.apps.standards.actions.return_proposal import return_proposal as give_back
from tanym.apps.standards.contents import STANDARDS, kind
from tanym.apps.standards.forms import RemarksForm, UploadForm, WithdrawForm
from tanym.apps.standards.models import Proposal
from tanym.apps.standards.permissions import may_keep, permit_keeper, registers_of
from tanym.apps.standards.shown import cards
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted, Refused
from tanym.core.kernel.faults import Fault
from tanym.core.standards.difference import Difference, difference
from tanym.core.standards.document_reading import read_document
from tanym.core.standards.merge import merge
from tanym.core.standards.standard import OccupationalStandard, document
from tanym.rulepacks.standards import structures

A_PAGE = 20


@login_required
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """What was proposed to the registers that one keeps, the waiting first."""
    kept = registers_of(request.user, timezone.localdate())
    if not kept:
        raise NotPermitted("not-permitted", action="propose")
    found = queries.proposals().filter(register__in=kept)
    pages = Paginator(sorted(found, key=lambda one: one.stage != "waiting"), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    numbers = [(n, f"?page={n}") for n in pages.page_range] if pages.num_pages > 1 else []
    return render(request, "standards/proposals.html", {"page": page, "pages": numbers})


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Read the document of a standard: either every fault with its place, or a proposal to look through."""
    permit_keeper("propose", request.user, timezone.localdate(), STANDARDS)
    form = UploadForm(request.POST or None, request.FILES or None)
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        standard, faults = _read([form.cleaned_data[name] for name in ("first", "second")], form)
        if standard is not None and form.is_valid():
            try:
                made = propose(
                    actor=request.user,
                    at=timezone.now(),
                    register=STANDARDS,
                    document=document(standard),
                    approved=form.approved(),
                    once=form.cleaned_data["once"],
                )
            except (InvalidValue, Refused) as refused:
                form.add_error(
                    {"standard.unnamed-act": "act-ru", "standard.interval": "until"}.get(
                        refused.code, "since"
                    ),
                    say(refused.code, **refused.details),
                )
            else:
                return redirect("standards:proposal", made.public_id)
    wrong = bool(faults or form.errors)
    return render(
        request, "standards/upload.html", {"form": form, "faults": faults}, status=422 if wrong else 200
    )


def _read(files: Sequence[Any], form: UploadForm) -> tuple[OccupationalStandard | None, list[Fault]]:
    """The standard of one or two documents, or what is wrong in them; what is no document is told at its field."""
    read: list[OccupationalStandard] = []
    faults: list[Fault] = []
    for name, file in zip(("first", "second"), files, strict=True):
        if file is None:
            continue
        try:
            standard, found = read_document(read_blocks(file.read()), structures())
        except InvalidValue as refused:
            form.add_error(name, say(refused.code, **refused.details))
            continue
        faults += found
        if standard is not None:
            read.append(standard)
    if faults or form.errors:
        return None, faults
    if len(read) == 1:
        return read[0], []
    if read[0].name.keys() == read[1].name.keys():
        form.add_error("second", say("standard.same-language"))
        return None, []
    whole, differing = merge(read[0], read[1])
    return whole, list(differing)


@login_required
@require_safe
def proposal(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One proposal: what was read, what it changes, and what a second person can do with it."""
    found = queries.proposal(public_id)
    permit_keeper("propose", request.user, timezone.localdate(), found.register)
    return render(request, "standards/proposal.html", _context(request, found))


def _context(request: HttpRequest, found: Proposal, **more: Any) -> dict[str, Any]:
    today = timezone.localdate()
    content = queries.proposed_content(found) if found.act == "adopt" else None
    earlier, told = _against(found, content)
    second = found.proposed_by_id != request.user.pk
    waiting = found.stage == "waiting"
    return {
        "proposal": found,
        "cards": list(cards(content)) if isinstance(content, OccupationalStandard) else [],
        "earlier": earlier,
        "differences": told,
        "page": kind(found.register).page,
        "can": {
            "adopt": waiting and second and may_keep(request.user, today, found.register, "adopt"),
            "return": waiting,
        },
        "own": waiting and not second,
        "form": RemarksForm(),
        **more,
    }


def _against(found: Proposal, content: Any) -> tuple[Any, tuple[Difference, ...]]:
    """The edition that a proposal follows, and what it changes."""
    if content is None or found.stage != "waiting":
        return None, ()
    try:
        earlier = queries.held(found.register, found.code, found.since)
    except NotFound:
        return None, ()
    return earlier, difference(earlier.content, content)


@login_required
@require_POST
def adopt(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put a proposal of somebody else into the register."""
    found = queries.proposal(public_id)
    put_in_force(actor=request.user, at=timezone.now(), proposal=found)
    messages.success(request, _("It stands in the register now."))
    return redirect(kind(found.register).page, found.code)


@login_required
@require_POST
def return_proposal(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Return a proposal, or take back one's own."""
    found = queries.proposal(public_id)
    form = RemarksForm(request.POST)
    if form.is_valid():
        remarks = {get_language() or "kk": form.cleaned_data["remarks"]}
        try:
            give_back(actor=request.user, at=timezone.now(), proposal=found, remarks=remarks)
        except InvalidValue as refused:
            form.add_error("remarks", say(refused.code))
        else:
            messages.success(request, _("The proposal is closed; the register stays as it is."))
            return redirect("standards:proposals")
    return render(request, "standards/proposal.html", _context(request, found, form=form), status=422)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, register: str, code: str, number: int) -> HttpResponse:
    """Propose that an edition be withdrawn."""
    permit_keeper("propose_withdrawal", request.user, timezone.localdate(), register)
    held = queries.held(register, code, timezone.localdate(), number=number)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = propose_withdrawal(
                actor=request.user,
                at=timezone.now(),
                edition=held.edition,
                since=form.cleaned_data["since"],
                reason={get_language() or "kk": form.cleaned_data["reason"]},
                once=form.cleaned_data["once"],
            )
        except InvalidValue as refused:
            form.add_error("since", say(refused.code, **refused.details))
        else:
            return redirect("standards:proposal", made.public_id)
    context = {"form": form, "held": held, "register": register}
    return render(request, "standards/withdraw.html", context, status=422 if form.errors else 200)
