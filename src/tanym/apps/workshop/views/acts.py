"""Acts on a whole draft: simulate, submit, approve, withdraw, carry over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tanym.apps.simulation.actions.start import start
from tanym.apps.workshop.actions.approve import approve as approve_draft
from tanym.apps.workshop.actions.carry_over import carry_over as carry_over_draft
from tanym.apps.workshop.actions.submit import submit as submit_draft
from tanym.apps.workshop.actions.withdraw import withdraw as withdraw_draft
from tanym.apps.workshop.forms.acts import read_day
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.queries import day_of, draft_pack, readable
from tanym.core.kernel.revision import read_revision


@login_required
@require_POST
def simulate(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Ask what would happen if the draft were in force on a day."""
    draft = _draft(request, public_id)
    on = read_day(request.POST.get("on", ""), day_of(draft))
    begun = start(actor=request.user, at=timezone.now(), pack=draft_pack(draft), on=on)
    return redirect(f"{reverse('simulation:page', args=[begun.public_id])}?draft={public_id}")


@login_required
@require_POST
def submit(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Ask a second person to approve."""
    draft = submit_draft(
        actor=request.user,
        at=timezone.now(),
        draft=_draft(request, public_id),
        wished_since=read_day(request.POST.get("wished_since", ""), None),
        revision=read_revision(request.POST.get("revision", "")),
    )
    messages.success(request, _("Checked and submitted. A second person has to approve it now."))
    return redirect("workshop:draft", draft.public_id)


@login_required
@require_POST
def approve(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Put the draft in force."""
    draft = approve_draft(
        actor=request.user,
        at=timezone.now(),
        draft=_draft(request, public_id),
        since=read_day(request.POST.get("since", ""), timezone.localdate()),
        reason={get_language() or "kk": request.POST.get("reason", "")},
        revision=read_revision(request.POST.get("revision", "")),
    )
    messages.success(request, _("Approved. It stands in the register of rules."))
    return redirect("workshop:version", draft.digest)


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Give the draft up."""
    draft = withdraw_draft(
        actor=request.user,
        at=timezone.now(),
        draft=_draft(request, public_id),
        reason=request.POST.get("reason", ""),
        revision=read_revision(request.POST.get("revision", "")),
    )
    messages.success(request, _("Withdrawn. Nothing was deleted."))
    return redirect("workshop:draft", draft.public_id)


@login_required
@require_POST
def carry_over(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Build on the version that is in force now."""
    draft = carry_over_draft(
        actor=request.user,
        at=timezone.now(),
        draft=_draft(request, public_id),
        revision=read_revision(request.POST.get("revision", "")),
    )
    messages.success(request, _("The draft now builds on the version in force."))
    return redirect("workshop:draft", draft.public_id)


def _draft(request: HttpRequest, public_id: Any) -> PackDraft:
    return readable(public_id, request.user, timezone.localdate())
