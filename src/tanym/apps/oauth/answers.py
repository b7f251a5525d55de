"""The answers of OAuth that are errors: to a token request (RFC 6749, 5.2) and to a request with a token (RFC 6750, 3)."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus

from django.http import JsonResponse
from django.utils import timezone

from tanym.apps.accounts.words import say
from tanym.apps.oauth.proofs import nonce_header
from tanym.apps.oauth.refusal import Refusal
from tanym.core.credentials.openid.statements import ALGORITHMS
from tanym.core.kernel.errors import TanymError

NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}
_ERRORS = {
    "oauth.token-invalid": "invalid_token",
    "oauth.scope-missing": "insufficient_scope",
    "oauth.proof-invalid": "invalid_dpop_proof",
    "oauth.proof-nonce": "use_dpop_nonce",
}


def refused(refusal: Refusal, at: datetime | None = None) -> JsonResponse:
    """The refusal as JSON; with a nonce for the next proof where the moment is given."""
    headers = NO_STORE | (nonce_header(at) if at is not None else {})
    if refusal.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = 'Basic realm="Tanym"'
    return JsonResponse(refusal.members(), status=refusal.status, headers=headers)


def challenge_of(error: TanymError) -> tuple[int, str]:
    """The status and the `WWW-Authenticate` of what `queries.token_of` raises: 401, and 403 where only the scope is missing."""
    named = _ERRORS.get(error.code)
    status = HTTPStatus.FORBIDDEN if named == "insufficient_scope" else HTTPStatus.UNAUTHORIZED
    scope = f', scope="{error.details["scope"]}"' if "scope" in error.details else ""
    scheme = "Bearer"
    if error.details.get("bound") or error.code in ("oauth.proof-invalid", "oauth.proof-nonce"):
        scheme, scope = "DPoP", f', algs="{" ".join(ALGORITHMS)}"'
    return status, f'{scheme} realm="Tanym"' + (f', error="{named}"{scope}' if named else "")


def unauthorised(error: TanymError) -> JsonResponse:
    """The answer to a request whose token is missing, has ended or may not do that."""
    status, challenge = challenge_of(error)
    body = {"error": _ERRORS.get(error.code, "invalid_request"), "error_description": say(error.code, "en")}
    headers = {**NO_STORE, **nonce_header(timezone.now()), "WWW-Authenticate": challenge}
    return JsonResponse(body, status=status, headers=headers)
