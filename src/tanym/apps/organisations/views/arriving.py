"""Where somebody comes who holds the link of an invitation."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tanym.apps.accounts.forms import AccountForm
from tanym.apps.organisations import queries
from tanym.apps.organisations.actions.accept_invitation import accept_invitation
from tanym.apps.organisations.models import Invitation
from tanym.core.kernel.errors import NotFound

GONE, UNKNOWN = 410, 404


@never_cache
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """The invitation: open an account, or accept as who is signed in. What it says depends on the link alone."""
    try:
        found = queries.invitation_by_secret(secret)
    except NotFound:
        return _closed(request, "unknown", UNKNOWN)
    state = queries.standing(found, timezone.now())
    if state != "open":
        return _closed(request, state, GONE, found)
    if request.user.is_authenticated:
        if request.method == "POST":
            accept_invitation(actor=request.user, at=timezone.now(), secret=secret)
            return redirect("invitations:accepted")
        return render(request, "organisations/accept.html", {"invitation": found, "form": None})
    return _first_account(request, found, secret)


def _first_account(request: HttpRequest, found: Invitation, secret: str) -> HttpResponse:
    initial = {
        "language": found.language,
        **{f"name_{form}": found.names.get(form, "") for form in ("kk", "ru", "passport")},
    }
    form = AccountForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        accept_invitation(
            actor=request.user,
            at=timezone.now(),
            secret=secret,
            names=form.names,
            language=form.cleaned_data["language"],
            password=form.cleaned_data["password"],
        )
        found.refresh_from_db()
        login(request, found.accepted_by, backend="django.contrib.auth.backends.ModelBackend")
        with override(form.cleaned_data["language"]):
            return redirect("invitations:accepted")
    context: dict[str, Any] = {"invitation": found, "form": form}
    return render(request, "organisations/accept.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def accepted(request: HttpRequest) -> HttpResponse:
    """What the person may do now, and by which name they sign in next time."""
    held = queries.memberships(request.user, timezone.localdate())
    return render(request, "organisations/accepted.html", {"held": held})


def _closed(
    request: HttpRequest, state: str, status: int, invitation: Invitation | None = None
) -> HttpResponse:
    """A link that leads nowhere: why, and what to do. Whose it was is said to nobody."""
    own = invitation is not None and request.user.is_authenticated and invitation.accepted_by == request.user
    context = {"code": f"invitation.{state}", "own": own}
    return render(request, "organisations/closed_invitation.html", context, status=status)
