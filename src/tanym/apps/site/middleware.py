"""Turns refusals, and what no page can take in, into pages in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict

from tanym.apps.files.receiving import LARGEST as LARGEST_FILE
from tanym.apps.site.error_page import error_page, refusal_page
from tanym.core.kernel.errors import InvalidValue, NotFound, TanymError

Respond = Callable[[HttpRequest], HttpResponse]

PIECE = 64 * 1024
PATIENCE = 64 * 1024 * 1024
"""Bytes that are read of a request that nobody wants, so that its sender gets to read the answer."""


def whole_requests(get_response: Respond) -> Respond:
    """Middleware: what the sender still sends is read to its end before the answer goes out.

    A connection that is closed while the browser still sends shows the browser's own error instead of our page.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        left, stream = PATIENCE, request.META.get("wsgi.input")
        if stream is not None and _length(request) > PIECE:
            while left > 0 and (piece := request._stream.read(min(PIECE, left))):  # type: ignore[attr-defined]
                left -= len(piece)
        return response

    return respond


def refusals(get_response: Respond) -> Respond:
    """Middleware: a `TanymError` becomes an error page with its status; what the person typed is shown again.

    So do a body that is too large (413), an act that this address does not know (405), a character that no text can
    hold (422; in an address it is left out), and a database that could not finish in time (503): the page says that nothing was half written.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        if _length(request) > _most(request):
            if not _shows_words(request):
                request.POST = {}  # type: ignore[assignment]  # nobody may read it further on
            return refusal_page(request, "page.too-large", 413, megabytes=LARGEST_FILE // 1024 // 1024)
        response = get_response(request)
        if response.status_code == 405 and not response.content:
            page = refusal_page(request, "page.method", 405)
            page["Allow"] = response["Allow"]
            return page
        return response

    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if "\0" in request.path:
            return error_page(request, NotFound("page.unknown"))
        if _holds_nul(request.GET):
            request.GET = _without_nul(request.GET)  # type: ignore[assignment]
        if not getattr(view, "csrf_exempt", False) and _holds_nul(request.POST):
            return error_page(request, InvalidValue("page.no-text"))
        return None

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, OperationalError) and "no such" not in str(
            error
        ):  # a missing table is a fault of ours
            page = refusal_page(request, "page.busy", 503)
            page["Retry-After"] = "5"
            return page
        return error_page(request, error) if isinstance(error, TanymError) else None

    respond.process_view = process_view  # type: ignore[attr-defined]
    respond.process_exception = process_exception  # type: ignore[attr-defined]
    return respond


def _holds_nul(given: QueryDict) -> bool:
    return any("\0" in value for _name, values in given.lists() for value in values)


def _without_nul(asked: QueryDict) -> QueryDict:
    clean = asked.copy()
    for name, values in asked.lists():
        clean.setlist(name, [value.replace("\0", "") for value in values])
    return clean


def _most(request: HttpRequest) -> int:
    """Bytes that a request may have: a form, or a form with one file."""
    form = int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)
    return form + LARGEST_FILE if request.content_type == "multipart/form-data" else form


def _shows_words(request: HttpRequest) -> bool:
    """Whether the page may show again what stood beside a file that is too large: it has to read all of it for that."""
    return (
        request.content_type == "multipart/form-data"
        and _length(request) <= PATIENCE
        and request.user.is_authenticated
    )


def _length(request: HttpRequest) -> int:
    given = request.META.get("CONTENT_LENGTH") or ""
    return int(given) if given.isascii() and given.isdigit() else 0
