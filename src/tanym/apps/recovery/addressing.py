"""Pages of one's own e-mail address: a code is sent to the new one, and typed in the same browser."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.pace import network_address
from tanym.apps.accounts.words import say
from tanym.apps.recovery.actions.change_address import change_address
from tanym.apps.recovery.actions.send_code import send_code
from tanym.apps.recovery.forms import AddressForm, CodeForm
from tanym.core.kernel.errors import InvalidValue

PENDING = "recovery-address"
HOLDS_FOR, MOST_WRONG = timedelta(minutes=15), 5
"""How long a code counts, and how often it may be mistyped."""


@sensitive_post_parameters("password", "code")
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """Write the new address; then the code that was sent there. `again` begins anew."""
    if "again" in request.POST:
        request.session.pop(PENDING, None)
        return redirect("recovery:address")
    return _type_code(request) if _pending(request) else _write_address(request)


def _write_address(request: HttpRequest) -> HttpResponse:
    form = AddressForm(request.POST if request.method == "POST" and "email" in request.POST else None)
    if form.is_bound and form.is_valid():
        now, given = timezone.now(), form.cleaned_data["email"]
        try:
            code = send_code(
                actor=_person(request),
                at=now,
                address=given,
                password=form.cleaned_data["password"],
                network=network_address(request),
            )
        except InvalidValue as wrong:
            form.add_error("email" if wrong.code == "recovery.same-address" else "password", say(wrong.code))
        else:
            request.session[PENDING] = {"to": given, "code": code, "at": now.isoformat(), "wrong": 0}
            return redirect("recovery:address")
    return render(
        request, "recovery/address.html", {"form": form, "to": ""}, status=422 if form.is_bound else 200
    )


def _type_code(request: HttpRequest) -> HttpResponse:
    held = request.session[PENDING]
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        typed = "".join(form.cleaned_data["code"].split())
        if constant_time_compare(typed, held["code"]):
            change_address(actor=_person(request), at=timezone.now(), address=held["to"])
            del request.session[PENDING]
            messages.success(request, _("Your e-mail address is kept."))
            return redirect("accounts:mine")
        request.session[PENDING] = {**held, "wrong": held["wrong"] + 1}
        form.add_error("code", say("recovery.wrong-code"))
    return render(
        request,
        "recovery/address.html",
        {"form": form, "to": held["to"]},
        status=422 if form.is_bound else 200,
    )


def _pending(request: HttpRequest) -> bool:
    """Whether a code was sent that still counts."""
    held = request.session.get(PENDING)
    fresh = bool(held) and timezone.now() - datetime.fromisoformat(held["at"]) <= HOLDS_FOR
    if held and not (fresh and held["wrong"] < MOST_WRONG):
        del request.session[PENDING]
        return False
    return fresh


def _person(request: HttpRequest) -> Person:
    person: Any = request.user
    return person
