"""What the authorisation server says of itself (RFC 8414)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from tanym.apps.oauth import grants
from tanym.apps.oauth.registration import ATTESTED, BASIC, CODE, NONE, REFRESH
from tanym.apps.oauth.scopes import known
from tanym.core.credentials.openid.statements import ALGORITHMS

_MEMBERS: list[Callable[[], Mapping[str, Any]]] = []


def register(members: Callable[[], Mapping[str, Any]]) -> None:
    """Add members to the metadata. For `AppConfig.ready`."""
    _MEMBERS.append(members)


def address(name: str) -> str:
    """The public address of one of the lasting addresses."""
    return f"{settings.TANYM.address}{reverse(name)}"


def metadata() -> dict[str, Any]:
    """The document at `/.well-known/oauth-authorization-server`."""
    attested = [ATTESTED] if settings.TANYM.wallet_providers else []
    document: dict[str, Any] = {
        "issuer": settings.TANYM.address,
        "authorization_endpoint": address("oauth-authorise"),
        "token_endpoint": address("oauth-token"),
        "revocation_endpoint": address("oauth-revoke"),
        "registration_endpoint": address("oauth-register"),
        "pushed_authorization_request_endpoint": address("oauth-push"),
        "scopes_supported": sorted(known()),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": [CODE, REFRESH, *grants.known()],
        "token_endpoint_auth_methods_supported": [BASIC, NONE, *attested],
        "revocation_endpoint_auth_methods_supported": [BASIC, NONE],
        "dpop_signing_alg_values_supported": list(ALGORITHMS),
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": True,
        "ui_locales_supported": [code for code, _name in settings.LANGUAGES],
    }
    if attested:
        for name in ("client_attestation", "client_attestation_pop"):
            document[f"{name}_signing_alg_values_supported"] = list(ALGORITHMS)
    for members in _MEMBERS:
        document |= members()
    return document
