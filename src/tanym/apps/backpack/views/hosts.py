"""Other hosts of badges: a visit there, sending and bringing in; and what programs read here (terms)."""

from __future__ import annotations

import re
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from tanym.apps.accounts import pace
from tanym.apps.accounts.words import say
from tanym.apps.backpack import queries
from tanym.apps.backpack.actions.bring import REFUSED
from tanym.apps.backpack.actions.bring import bring as bring_action
from tanym.apps.backpack.actions.complete_connection import complete_connection
from tanym.apps.backpack.actions.connect import connect
from tanym.apps.backpack.actions.disconnect import disconnect as disconnect_action
from tanym.apps.backpack.actions.erase_profile import erase_profile as erase_profile_action
from tanym.apps.backpack.actions.send import send as send_action
from tanym.apps.backpack.actions.take_in import Result
from tanym.apps.backpack.consumer import authorise_address
from tanym.apps.backpack.exchange import entries
from tanym.apps.backpack.forms import HostForm
from tanym.apps.credentials.queries import held_by
from tanym.core.kernel.errors import Refused, TanymError

A_MINUTE, MOST_A_MINUTE = 60, 10
"""Seconds, and visits that one person begins within them: each asks another machine."""


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hosts(request: HttpRequest) -> HttpResponse:
    """Other places where one's documents are, and a form to visit one."""
    form = HostForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            if pace.note("backpack-connect", str(request.user.pk), A_MINUTE) > MOST_A_MINUTE:
                raise Refused("backpack.too-often")
            made = connect(actor=request.user, at=timezone.now(), address=form.cleaned_data["host"])  # type: ignore[arg-type]
            return redirect("backpack:connection", made.public_id)
        except TanymError as error:
            form.add_error("host", say(error.code, **error.details))
    context = {
        "form": form,
        "connections": queries.connections_of(request.user, timezone.now()),  # type: ignore[arg-type]
        "profile": queries.profile_of(request.user),  # type: ignore[arg-type]
        "own_address": settings.TANYM.address,
    }
    return render(request, "backpack/hosts.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def connection(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One visit: the way to the host's own page, and once it has allowed us, what to send and what to bring in."""
    found = queries.connection(public_id, request.user)  # type: ignore[arg-type]
    works = found.works(timezone.now())
    context = {
        "connection": found,
        "works": works,
        "looked": _place(request.GET.get("looked", "")),
        "begun": not found.sealed_token,
        "authorise": authorise_address(found) if not found.sealed_token else "",
        "own": held_by(request.user) if works else (),  # type: ignore[arg-type]
        "brought": queries.exchanged_by(request.user) if works else (),  # type: ignore[arg-type]
    }
    return render(request, "backpack/connection.html", context)


@login_required
@never_cache
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """Back from the host, with a code or a refusal; only to the person who began the visit."""
    found = queries.connection_by_state(request.GET.get("state", ""), request.user)  # type: ignore[arg-type]
    code = request.GET.get("code", "")
    if "error" in request.GET or not code:
        messages.warning(
            request, _("The other place did not allow it. Nothing was sent and nothing brought in.")
        )
        return redirect("backpack:hosts")
    complete_connection(actor=request.user, at=timezone.now(), connection=found, code=code)  # type: ignore[arg-type]
    messages.success(request, _("Allowed. Choose what to send, or bring in what you have there."))
    return redirect("backpack:connection", found.public_id)


@login_required
@require_POST
def send(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send the chosen documents."""
    found = queries.connection(public_id, request.user)  # type: ignore[arg-type]
    wanted = set(request.POST.getlist("document"))
    chosen = [one for one in entries(request.user) if str(one.public_id) in wanted]  # type: ignore[arg-type]
    if not chosen:
        messages.warning(request, _("Nothing was chosen, so nothing was sent."))
        return redirect("backpack:connection", found.public_id)
    sent = send_action(actor=request.user, at=timezone.now(), connection=found, documents=chosen)  # type: ignore[arg-type]
    there = sent.new + sent.known
    if there:
        told = ngettext("%(count)d document is there now.", "%(count)d documents are there now.", there)
        messages.success(request, told % {"count": there})
    if sent.refused:
        told = ngettext(
            "%(count)d document was not taken there.",
            "%(count)d documents were not taken there.",
            sent.refused,
        )
        messages.warning(request, told % {"count": sent.refused})
    return redirect("backpack:connection", found.public_id)


@login_required
@require_POST
def bring(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Bring in everything that the host has."""
    found = queries.connection(public_id, request.user)  # type: ignore[arg-type]
    before = _place(request.POST.get("looked", ""))
    brought = bring_action(actor=request.user, at=timezone.now(), connection=found, offset=before)  # type: ignore[arg-type]
    became = brought.became
    came = became.get(Result.NEW, 0) + became.get(Result.RENEWED, 0)
    if came:
        told = ngettext("%(count)d document is new here.", "%(count)d documents are new here.", came)
        messages.success(request, told % {"count": came})
    elif not brought.more:
        messages.info(request, _("There was nothing new."))
    if left := became.get(REFUSED, 0):
        told = ngettext(
            "%(count)d document was not taken in: it is broken, or names somebody else.",
            "%(count)d documents were not taken in: they are broken, or name somebody else.",
            left,
        )
        messages.warning(request, told % {"count": left})
    if brought.more:
        looked = before + brought.looked
        told = ngettext(
            "%(count)d document was looked at. There may be more there: go on.",
            "%(count)d documents were looked at. There may be more there: go on.",
            looked,
        )
        messages.warning(request, told % {"count": looked})
        return redirect(f"{reverse('backpack:connection', args=[found.public_id])}?looked={looked}")
    return redirect("backpack:mine")


def _place(given: str) -> int:
    """How many documents were looked at before; 0 for anything that is no such number."""
    return int(given) if re.fullmatch(r"[0-9]{1,5}", given) else 0


@login_required
@require_POST
def disconnect(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End the visit."""
    found = queries.connection(public_id, request.user)  # type: ignore[arg-type]
    disconnect_action(actor=request.user, at=timezone.now(), connection=found)  # type: ignore[arg-type]
    messages.success(request, _("The visit is over; we have forgotten the permission."))
    return redirect("backpack:hosts")


@login_required
@require_POST
def erase_profile(request: HttpRequest) -> HttpResponse:
    """Erase what programs have written into one's profile."""
    erase_profile_action(actor=request.user, at=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Erased. Programs that you allow read your name again."))
    return redirect("backpack:hosts")


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """Terms of use and use of personal data, for programs and for those who allow them something."""
    discovery = f"{settings.TANYM.address}{reverse('open-badges-discovery')}"
    return render(request, "backpack/terms.html", {"discovery": discovery})
