"""Pages of bringing two accounts together, and the list of numbers that stand in two of them."""

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
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.pace import network_address
from tanym.apps.accounts.queries import by_public_id
from tanym.apps.accounts.words import say
from tanym.apps.merging import queries
from tanym.apps.merging.actions.merge import merge
from tanym.apps.merging.actions.prove import prove
from tanym.apps.merging.actions.tell_twins import tell_twins
from tanym.apps.merging.forms import ConfirmForm, OtherAccountForm
from tanym.apps.merging.permissions import TABLE
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import may
from tanym.apps.organisations.queries import organisations
from tanym.core.kernel.errors import InvalidValue, NotPermitted

PROVED = "merging"
HOLDS_FOR = timedelta(minutes=15)


@sensitive_post_parameters("password")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Name the other account, and prove that it is one's own."""
    form = OtherAccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            found = prove(
                actor=_person(request),
                at=now,
                network=network_address(request),
                **form.cleaned_data,
            )
        except InvalidValue as wrong:
            form.add_error("password" if wrong.code == "merging.not-proved" else "name", say(wrong.code))
        else:
            request.session[PROVED] = {
                "source": str(found.public_id),
                "at": now.isoformat(),
                "by": found.get_session_auth_hash(),
            }
            return redirect("merging:confirm")
    return render(request, "merging/start.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """What comes over, what does not, what stands in the way; then the word that makes two accounts one."""
    source = _proved(request)
    if source is None:
        return redirect("merging:start")
    person = _person(request)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        merge(actor=person, at=timezone.now(), source=source)
        del request.session[PROVED]
        messages.success(request, _("The two accounts are one. Everything is here."))
        return redirect("records:home")
    context = {
        "form": form,
        "source": source,
        "moves": queries.what_moves(source),
        "obstacles": [
            f"merging.obstacle.{one}" for one in queries.in_the_way(source, person, timezone.localdate())
        ],
    }
    return render(request, "merging/confirm.html", context, status=422 if form.is_bound else 200)


@login_required
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """How many numbers stand in more than one account; never whose."""
    _keeper(request)
    return render(request, "merging/worklist.html", {"twins": queries.twins()})


@login_required
@require_POST
def tell(request: HttpRequest) -> HttpResponse:
    """Write to whoever was not told yet."""
    count = tell_twins(actor=_person(request), at=timezone.now(), organisation=_keeper(request))
    said = ngettext("%(count)s letter was sent.", "%(count)s letters were sent.", count) % {"count": count}
    messages.success(request, said)
    return redirect("merging:worklist")


def _person(request: HttpRequest) -> Person:
    person: Any = request.user
    return person


def _proved(request: HttpRequest) -> Person | None:
    """The other account, for a quarter of an hour after it was proved in this browser, and no longer than its password counts."""
    held = request.session.get(PROVED)
    if not held or timezone.now() - datetime.fromisoformat(held["at"]) > HOLDS_FOR:
        return None
    found = by_public_id(held["source"])
    if found is None or not found.is_active or found.pk == _person(request).pk:
        return None
    same = constant_time_compare(held.get("by", ""), found.get_session_auth_hash())
    return found if same else None


def _keeper(request: HttpRequest) -> Organisation:
    """The national centre for which the person keeps the list. Raises `NotPermitted`."""
    today = timezone.localdate()
    for one in organisations("national-centre"):
        if may(TABLE, "tell_twins", request.user, today, at=one):
            return one
    raise NotPermitted("not-permitted", action="tell_twins")
