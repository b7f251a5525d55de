"""Keeps what a person saw after signing in out of shared and stored copies."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def own_pages_stay_private(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a page for somebody who has signed in is kept by no cache, unless it says otherwise itself."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.has_header("Cache-Control") and request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        return response

    return respond
