"""Pages on which a keeper decides what another has proposed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tanym.apps.files.queries import stored
from tanym.apps.files.views import as_download
from tanym.apps.registers import desk_shown, proposals
from tanym.apps.registers.actions.confirm import confirm as confirm_it
from tanym.apps.registers.actions.decline import decline as decline_it
from tanym.apps.registers.actions.take_back import take_back as take_it_back
from tanym.apps.registers.forms.desk import DeclineForm
from tanym.apps.registers.models import Proposal
from tanym.core.kernel.errors import NotFound


@login_required
@require_safe
def proposal(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What somebody proposes, beside how the entry stands now."""
    return _proposal_page(request, proposals.proposal(public_id), DeclineForm())


@login_required
@require_POST
def confirm(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Confirm what another keeper has proposed."""
    done = confirm_it(
        actor=request.user,  # type: ignore[arg-type]
        at=timezone.now(),
        proposal=proposals.proposal(public_id),
    )
    messages.success(request, _("Confirmed. The change stands in the register."))
    return redirect("registers:desk-entry", done.entry.public_id)  # type: ignore[union-attr]


@login_required
@require_POST
def decline(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Decline what another keeper has proposed."""
    found = proposals.proposal(public_id)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _proposal_page(request, found, form, status=422)
    decline_it(
        actor=request.user,  # type: ignore[arg-type]
        at=timezone.now(),
        proposal=found,
        remarks=form.cleaned_data["remarks"],
    )
    messages.success(request, _("Declined. Whoever proposed it was told why."))
    return redirect("registers:desk")


@login_required
@require_POST
def take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take back one's own proposal."""
    found = proposals.proposal(public_id)
    take_it_back(actor=request.user, at=timezone.now(), proposal=found)  # type: ignore[arg-type]
    messages.success(request, _("Taken back."))
    return redirect("registers:desk-register", found.register)


@login_required
@require_safe
def document(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """A document of a proposal, before it is public."""
    found = proposals.proposal(public_id)
    proposals.kept(request.user, found.register, timezone.localdate())
    documents = found.given["content"].get("documents", [])
    if not 1 <= number <= len(documents):
        raise NotFound("page.unknown")
    return as_download(stored(documents[number - 1]), request.user, f"registers.proposal:{found.public_id}")


def _proposal_page(
    request: HttpRequest, found: Proposal, form: DeclineForm, status: int = 200
) -> HttpResponse:
    of, today = proposals.kept(request.user, found.register, timezone.localdate()), timezone.localdate()
    return render(
        request,
        "registers/desk_proposal.html",
        {
            "of": of,
            "proposal": found,
            "shown": desk_shown.proposed(found),
            "line": desk_shown.entry_line(found.entry, today) if found.entry else None,
            "rows": desk_shown.difference(found, today),
            "own": found.by_id == request.user.pk,
            "form": form,
        },
        status=status,
    )
