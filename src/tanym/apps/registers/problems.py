"""Answers of the programming interface: JSON with an ETag, and problems as RFC 9457 describes them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase

from tanym.apps.accounts import pace
from tanym.apps.accounts.words import say
from tanym.core.kernel.errors import TanymError

PER_MINUTE = 300
"""Requests that one network address may make in a minute."""

View = Callable[..., HttpResponseBase]


def interface(*methods: str) -> Callable[[View], View]:
    """A view of the programming interface: only these methods, at a bearable pace, every refusal a problem document."""

    def made(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **named: Any) -> HttpResponseBase:
            if request.method not in methods:
                code = "api.reads-only" if "GET" in methods else "api.posts-only"
                response = problem(request, code, 405)
                response["Allow"] = ", ".join(methods)
                return response
            if pace.note("api", pace.network_address(request), 60) > PER_MINUTE:
                return slower(request, PER_MINUTE)
            try:
                return view(request, **named)
            except TanymError as error:
                return problem(request, error.code, error.status, **error.details)

        return answer

    return made


reading = interface("GET", "HEAD")
"""A view that only reads."""


def slower(request: HttpRequest, number: int) -> HttpResponse:
    """Too much within a minute, and when to come again."""
    response = problem(request, "api.too-often", 429, number=number)
    response["Retry-After"] = "60"
    return response


def answered(request: HttpRequest, found: Mapping[str, Any], links: Mapping[str, str] | None = None) -> Any:
    """JSON; 304 where the caller has it already. `links` by relation stand in the header too (RFC 8288)."""
    body = json.dumps(found, ensure_ascii=False, indent=1).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response: HttpResponse
    if etag in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(body, content_type="application/json")
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=60"
    if links:
        response["Link"] = ", ".join(f'<{address}>; rel="{name}"' for name, address in links.items())
    return _open(response)


def problem(request: HttpRequest, code: str, status: int, /, **details: object) -> HttpResponse:
    """What went wrong, in the language of `Accept-Language`, and where that problem is explained."""
    found = {
        "type": f"{settings.TANYM.address}/registers/api/#{code}",
        "title": say(f"error.{status}") if status != 429 else say("api.slower"),
        "status": status,
        "detail": say(code, **details),
        "instance": request.path,
        "code": code,
    }
    response = HttpResponse(
        json.dumps(found, ensure_ascii=False, indent=1),
        content_type="application/problem+json",
        status=status,
    )
    response["Cache-Control"] = "no-store"
    return _open(response)


def _open(response: HttpResponse) -> HttpResponse:
    """Pages of other sites may read it."""
    response["Access-Control-Allow-Origin"] = "*"
    return response
