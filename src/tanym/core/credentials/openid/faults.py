"""Refusals of the protocols: a stable code of ours, and the error that the standard has for it."""

from __future__ import annotations

from typing import Any

from tanym.core.kernel.errors import NotPermitted, TanymError

PREFIX = "openid."
ERRORS = frozenset(
    {
        "invalid_request",
        "invalid_grant",
        "unsupported_grant_type",
        "invalid_token",
        "insufficient_scope",
        "invalid_credential_request",
        "unknown_credential_configuration",
        "unknown_credential_identifier",
        "invalid_proof",
        "invalid_nonce",
        "invalid_encryption_parameters",
        "credential_request_denied",
        "invalid_notification_id",
        "invalid_notification_request",
    }
)
"""The errors of the standards; whatever else is wrong is an invalid request, with our code as its description."""
STATUSES = {"openid.invalid-token": 401, "openid.insufficient-scope": 403}


def error_document(error: TanymError) -> dict[str, Any]:
    """The answer to a program (RFC 6749, 5.2; OpenID4VCI 1.0, 8.3.1): `error`, and what was wrong in ASCII.

    A refusal of another subject is `credential_request_denied` where a person may not, else `invalid_request`.
    """
    name = error.code.removeprefix(PREFIX).replace("-", "_")
    if error.code.startswith(PREFIX) and name in ERRORS:
        why = error.details.get("why", "")
    else:
        name = "credential_request_denied" if isinstance(error, NotPermitted) else "invalid_request"
        why = error.code
    document = {"error": name}
    if why:
        document["error_description"] = str(why).encode("ascii", "replace").decode().replace('"', "'")[:200]
    return document


def status_of(error: TanymError) -> int:
    """The HTTP status that goes with it: 401 without a token, 403 for a stranger's, 400 for the rest."""
    return STATUSES.get(error.code, 403 if isinstance(error, NotPermitted) else 400)
