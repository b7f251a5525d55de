"""Pages of identity documents: the person's own, and those of the office that looks."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.accounts import identities, numbers
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.identity import queries
from tanym.apps.identity.actions.ask import ask
from tanym.apps.identity.actions.confirm import confirm
from tanym.apps.identity.actions.decline import decline as decline_check
from tanym.apps.identity.actions.recuse import recuse as recuse_from
from tanym.apps.identity.actions.take_back import take_back as take_check_back
from tanym.apps.identity.actions.withdraw import withdraw as withdraw_check
from tanym.apps.identity.forms import OfficeForm, ReasonForm, SeenForm
from tanym.apps.identity.models import Check
from tanym.apps.organisations.queries import holds_one, organisation
from tanym.core.kernel.errors import InvalidValue, NotPermitted

SHOWN = 50
AT_FIELD = {
    "identity.document": "document",
    "identity.seen-on": "seen_on",
    "identity.other-number": "personal_number",
    "number.form": "personal_number",
    "number.check-digit": "personal_number",
}
"""Codes → the field of the form at which they are said."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Choose an office; see what has become of it."""
    person, today = _person(request), timezone.localdate()
    form = OfficeForm(queries.offices(today), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        ask(actor=person, at=timezone.now(), organisation=organisation(form.cleaned_data["organisation"]))
        messages.success(request, _("Now go there with your identity document."))
        return redirect("identity:mine")
    asked = list(queries.of_person(person)[:SHOWN])
    context = {
        "form": form,
        "number": identities.shown(person),
        "open": next((one for one in asked if one.state == Check.State.ASKED), None),
        "before": [one for one in asked if one.state != Check.State.ASKED],
    }
    return render(request, "identity/mine.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def take_back(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take one's own request back."""
    person = _person(request)
    take_check_back(actor=person, at=timezone.now(), check=queries.own_check(public_id, person))
    messages.success(request, _("Your request is taken back."))
    return redirect("identity:mine")


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Who waits with a document, and what was confirmed before."""
    actor, today = _person(request), timezone.localdate()
    if not holds_one(actor, queries.ROLES, None, today):
        raise NotPermitted("not-permitted", action="confirm")
    found = queries.at_offices(actor, today)
    context = {
        "waiting": found.filter(state=Check.State.ASKED).order_by("asked_at", "pk")[:SHOWN],
        "confirmed": found.filter(state=Check.State.CONFIRMED).order_by("-decided_at", "pk")[:SHOWN],
    }
    return render(request, "identity/desk.html", context)


@sensitive_post_parameters("personal_number")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One person's request: type the number from the document."""
    found, here = _found(request, public_id), numbers.kind()
    if here is None:
        raise InvalidValue("number.none-here")
    form = SeenForm(
        here.code,
        request.POST if request.method == "POST" else None,
        initial={"revision": found.revision, "seen_on": timezone.localdate()},
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            confirm(
                actor=_person(request),
                at=timezone.now(),
                check=found,
                revision=given["revision"],
                typed=given["personal_number"],
                document=given["document"],
                seen_on=given["seen_on"],
                changed_by=given["changed_by"],
                no_interest=given["no_interest"],
            )
        except InvalidValue as wrong:
            form.add_error(AT_FIELD.get(wrong.code), say(wrong.code, **wrong.details))
            found.refresh_from_db()
            form.data = {**form.data.dict(), "revision": found.revision}  # type: ignore[attr-defined]
        else:
            messages.success(request, _("Confirmed. The person gets a letter."))
            return redirect("identity:desk")
    return _page(request, found, form, 422 if form.is_bound else 200)


@login_required
@require_POST
def decline(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say why the document does not show it."""
    found, form = _found(request, public_id), _reason(request)
    decline_check(actor=_person(request), at=timezone.now(), check=found, **form)
    messages.success(request, _("The person gets a letter with your reason."))
    return redirect("identity:desk")


@login_required
@require_POST
def recuse(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Leave it to a colleague."""
    recuse_from(actor=_person(request), at=timezone.now(), check=_found(request, public_id))
    messages.success(request, _("A colleague looks at it."))
    return redirect("identity:desk")


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Withdraw a confirmation."""
    found, form = _found(request, public_id), _reason(request)
    withdraw_check(actor=_person(request), at=timezone.now(), check=found, **form)
    messages.success(request, _("The confirmation is withdrawn. The person gets a letter with your reason."))
    return redirect("identity:desk")


def _page(request: HttpRequest, found: Check, form: SeenForm, status: int) -> HttpResponse:
    context = {
        "check": found,
        "form": form,
        "why": ReasonForm(initial={"revision": found.revision}, auto_id="why_%s"),
        "interest": queries.interest(_person(request), found),
        "left": queries.MOST_WRONG - found.wrong,
    }
    return render(request, "identity/check.html", context, status=status)


def _reason(request: HttpRequest) -> dict[str, Any]:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise InvalidValue("identity.reason")
    return {"reason": form.cleaned_data["reason"], "revision": form.cleaned_data["revision"]}


def _found(request: HttpRequest, public_id: uuid.UUID) -> Check:
    return queries.check(public_id, _person(request), timezone.localdate())


def _person(request: HttpRequest) -> Person:
    person: Any = request.user
    return person
