"""Addresses that a wallet or program in somebody's browser may reach from its own page (Fetch: CORS)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

ALLOWED = "Authorization, Content-Type, DPoP, OAuth-Client-Attestation, OAuth-Client-Attestation-PoP"
SHOWN = "DPoP-Nonce, WWW-Authenticate"
A_DAY = "86400"

View = Callable[..., HttpResponse]


def reachable(*methods: str) -> Callable[[View], View]:
    """The view answers pages of every origin, and says so before (preflight). For addresses where no cookie counts: who
    sends the request is told by the request itself, so a stranger's page can do no more than a stranger's program.
    """

    def decorated(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "OPTIONS":
                response = HttpResponse(status=204)
                response["Access-Control-Allow-Methods"] = ", ".join(methods)
                response["Access-Control-Allow-Headers"] = ALLOWED
                response["Access-Control-Max-Age"] = A_DAY
            else:
                response = view(request, *args, **kwargs)
                response["Access-Control-Expose-Headers"] = SHOWN
            response["Access-Control-Allow-Origin"] = "*"
            return response

        answered.csrf_exempt = True  # type: ignore[attr-defined]
        return answered

    return decorated
