"""What a person sees of programs: the page that asks, and the list of those that may act for them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.accounts.words import say
from tanym.apps.oauth import authorising, queries
from tanym.apps.oauth.actions.take_back import take_back as take_back_action
from tanym.apps.oauth.authorising import Asked, SentBack
from tanym.apps.oauth.extensions import asked as asked_words
from tanym.apps.oauth.scopes import OFFLINE, known, split
from tanym.core.kernel.errors import InvalidValue


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def allow(request: HttpRequest) -> HttpResponse:
    """A program asks: what it wants, until when, where it leads. Refusing is as easy as allowing."""
    now = timezone.now()
    person: Any = request.user if request.user.is_authenticated else None
    if request.method == "POST" and person is None:
        return redirect_to_login(request.get_full_path())
    try:
        asked = authorising.read(request, person, now)
    except InvalidValue as error:
        told = {"sentence": say(error.code, **error.details)}
        return render(request, "oauth/not_in_order.html", told, status=400)
    if isinstance(asked, SentBack):
        return authorising.away(asked.address) if asked.by_itself else _asked_wrongly(request, asked)
    if person is None:
        return redirect_to_login(request.get_full_path())
    if request.method == "POST" and request.POST.get("do") in ("allow", "refuse"):
        return authorising.answered(asked, person if request.POST["do"] == "allow" else None, now)
    response = render(request, "oauth/allow.html", _asks(asked))
    response._csp_update = {"form-action": [asked.leads_to]}  # type: ignore[attr-defined]
    return response


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The programs that may act for a person."""
    now = timezone.now()
    found = [(grant, _words(split(grant.scope))) for grant in queries.grants_of(request.user, now)]  # type: ignore[arg-type]
    return render(request, "oauth/mine.html", {"programs": found})


@login_required
@require_POST
def take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take back what one allowed a program."""
    grant = queries.grant(public_id, request.user)  # type: ignore[arg-type]
    take_back_action(actor=request.user, at=timezone.now(), grant=grant)  # type: ignore[arg-type]
    messages.success(request, _("Taken back. The program can no longer act for you."))
    return redirect("oauth:mine")


def _asked_wrongly(request: HttpRequest, asked: SentBack) -> HttpResponse:
    """A page with the way back: nobody leaves for an address that nobody here has looked at without knowing."""
    context = {
        "sentence": say("oauth.asked-wrongly", program=asked.client.name, error=asked.refusal.error),
        "address": asked.address,
        "leads_to": authorising.origin(asked.redirect_uri),
    }
    return render(request, "oauth/not_in_order.html", context, status=400)


def _asks(asked: Asked) -> dict[str, Any]:
    return {
        "client": asked.client,
        "leads_to": asked.leads_to,
        "words": [*_words(asked.scope), *asked_words(asked.details)],
        "until": timezone.now() + asked.lasts,
        "lasting": asked.lasting,
    }


def _words(scope: tuple[str, ...]) -> list[str]:
    """What the scopes let a program do; that it may come again is said by the date."""
    return [say(known()[name].words) for name in scope if name in known() and name != OFFLINE]
