"""Keeps what somebody sent after their session had ended, until they have signed in and can send it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypedDict
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, resolve_url
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from tanym.apps.audit.secrets_kept import keyed
from tanym.apps.site.error_page import KEPT_OUT, refusal_page, words_of
from tanym.apps.site.refill import refilled

Respond = Callable[[HttpRequest], HttpResponse]

KEPT = "unsent"
KNOWN = "known"
LARGEST = 100_000
"""Characters that are kept; a longer text is shown at once, to be copied."""
LASTS = 24 * 60 * 60
"""Seconds for which a text waits for its writer."""
KNOWN_FOR = 365 * 24 * 60 * 60
"""Seconds for which a browser knows who was signed in last: well beyond the session, so that a form sent later is still theirs."""
SECRETS = KEPT_OUT | {"cms"}


class Unsent(TypedDict):
    """A form that was not taken in: where it was going, the page it stood on, what it held, and whose it may be.

    Personal data: whatever somebody wrote; in the session of their browser alone, for a day at most.
    """

    action: str
    page: str
    given: dict[str, list[str]]
    files: bool
    known: str
    since: float


def unsent_words(get_response: Respond) -> Respond:
    """Middleware: a form that is sent without a session is kept, and stands in its page again after signing in.

    Nothing is ever sent again by itself. Another person than the one who was signed in last in this browser gets to see
    nothing of it. Sign-in leads back to the page of the form, never to an address that takes forms only.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "POST":
            if _asks_to_sign_in(response) and not request.user.is_authenticated:
                return _keep(request)
            if response.status_code < 400 and (kept := waiting(request)) and request.path == kept["action"]:
                del request.session[KEPT]
        elif (
            _is_page(response)
            and (kept := waiting(request))
            and request.user.is_authenticated
            and request.path == urlsplit(kept["page"]).path
        ):
            response = _brought_back(request, response, kept)
        _know(request, response)
        return response

    return respond


def waiting(request: HttpRequest) -> Unsent | None:
    """What waits to be sent by whoever reads this page; what is a day old, or somebody else's, is forgotten first."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "session"):
        return None
    kept: Unsent | None = request.session.get(KEPT)
    if kept is None:
        return None
    if request.user.is_authenticated and "_session_expiry" in request.session:
        request.session.set_expiry(None)
    if timezone.now().timestamp() - kept["since"] > LASTS or not _theirs(request, kept):
        del request.session[KEPT]
        return None
    return kept


def _theirs(request: HttpRequest, kept: Unsent) -> bool:
    return (
        not request.user.is_authenticated
        or not kept["known"]
        or any(constant_time_compare(kept["known"], one) for one in _marks(request.user))
    )


def _is_page(response: HttpResponse) -> bool:
    """Whether people read it, or it says that an address takes forms only: nothing else asks whose session it is."""
    return response.status_code == 405 or response.get("Content-Type", "").startswith("text/html")


def _keep(request: HttpRequest) -> HttpResponse:
    """To the page of sign-in, which leads back to the page of the form."""
    given = {
        name: [str(one) for one in values] for name, values in request.POST.lists() if name not in SECRETS
    }
    if sum(len(name) + sum(map(len, values)) for name, values in given.items()) > LARGEST:
        return refusal_page(request, "page.signed-out", 403)
    page = _page_of(request)
    if words_of(given.items()):  # a button alone takes nothing away that was kept before
        kept: Unsent = {
            "action": request.path,
            "page": page,
            "given": given,
            "files": bool(request.FILES),
            "known": request.COOKIES.get(KNOWN, ""),
            "since": timezone.now().timestamp(),
        }
        request.session[KEPT] = kept
        request.session.set_expiry(LASTS)
    asked = QueryDict(mutable=True)
    asked[REDIRECT_FIELD_NAME] = page
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?{asked.urlencode(safe='/')}")


def _brought_back(request: HttpRequest, response: HttpResponse, kept: Unsent) -> HttpResponse:
    """The page with its form filled; the one above it, where an address takes forms only."""
    if response.status_code == 405:
        kept["page"] = _above(request.path)
        request.session[KEPT] = kept
        return redirect(kept["page"])
    if (
        response.status_code == 200
        and response["Content-Type"].startswith("text/html")
        and not response.streaming
    ):
        filled = refilled(response.content.decode(), request.path, kept["action"], kept["given"], KEPT_OUT)
        if filled is not None:
            response.content = filled.encode()
    return response


def _asks_to_sign_in(response: HttpResponse) -> bool:
    """Whether whoever sent it has to sign in first: then it says where to go after that, as a plain way there does not."""
    if not isinstance(response, HttpResponseRedirect):
        return False
    to = urlsplit(response.url)
    return to.path == resolve_url(settings.LOGIN_URL) and REDIRECT_FIELD_NAME in QueryDict(to.query)


def _page_of(request: HttpRequest) -> str:
    """The page that the form stood on, as the browser says; else the address itself."""
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, allowed_hosts={request.get_host()}):
        return _here(request.path)
    parts = urlsplit(before)
    return _here(parts.path) + (f"?{parts.query}" if parts.query else "")


def _here(path: str) -> str:
    """The path with one stroke before it: with two it would name another host."""
    return "/" + path.lstrip("/")


def _above(path: str) -> str:
    """The nearest address above this one that is any."""
    while (path := path.rstrip("/").rpartition("/")[0] + "/") != "/":
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return path


def _know(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser carry a mark of who was signed in last, which says to nobody else who that is."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or response.has_header("Cache-Control"):
        return  # asking who reads would make an answer for everybody one for this reader
    if not request.user.is_authenticated:
        return
    mark = _marks(request.user)[0]
    if request.COOKIES.get(KNOWN) != mark:
        response.set_cookie(
            KNOWN,
            mark,
            max_age=KNOWN_FOR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _marks(user: Any) -> tuple[str, ...]:
    return keyed("tanym.apps.site.unsent", str(user.public_id))
