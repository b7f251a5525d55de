"""Turns refusals of the house into pages in the reader's language."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from tanym.apps.accounts.words import say
from tanym.core.kernel.errors import TanymError

KEPT_OUT = {"csrfmiddlewaretoken", "password", "revision", "next"}


def refusals(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a `TanymError` becomes an error page with its status; what the person typed is shown again."""

    def respond(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        return error_page(request, error) if isinstance(error, TanymError) else None

    respond.process_exception = process_exception  # type: ignore[attr-defined]
    return respond


def error_page(request: HttpRequest, error: TanymError) -> HttpResponse:
    """The page that says what happened and what to do next."""
    typed = [
        text
        for name, values in request.POST.lists()
        if name not in KEPT_OUT
        for text in values
        if len(text) > 12
    ]
    return render(
        request,
        "site/error.html",
        {
            "error": error,
            "heading": say(f"error.{error.status}"),
            "sentence": say(error.code, **error.details),
            "typed": typed,
            "back": _back(request),
        },
        status=error.status,
    )


def _back(request: HttpRequest) -> str:
    before = request.headers.get("Referer", "")
    return before if url_has_allowed_host_and_scheme(before, allowed_hosts={request.get_host()}) else "/"
