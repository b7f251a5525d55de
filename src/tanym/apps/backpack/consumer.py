"""What this installation says at other hosts of badges, and how it reaches them."""

from __future__ import annotations

import base64
import hashlib
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse

from tanym.adapters.open_badges_host import READ, UPSERT, OpenBadgesHost
from tanym.apps.audit.secrets_kept import unseal
from tanym.apps.backpack.models import Connection, Host
from tanym.core.credentials.addresses import check_address
from tanym.core.kernel.errors import Refused

SCOPE = f"{READ} {UPSERT}"
DISCOVERY = "/ims/ob/v3p0/discovery"


def host_at(address: str) -> OpenBadgesHost:
    """The host at a base address; loopback hosts in the sample country only."""
    return OpenBadgesHost(address, _development())


def base_address(given: str) -> str:
    """The base address of a host as a person typed it, with or without scheme and the path of its description.

    Raises `Refused`: `credential.url-not-allowed`, `host.ourselves`.
    """
    text = given.strip().removesuffix(DISCOVERY).rstrip("/")
    address = text if "://" in text else f"https://{text}"
    parts = check_address(address, _development())
    if parts.netloc.lower() == urlsplit(settings.TANYM.address).netloc.lower():
        raise Refused("host.ourselves")
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path}".rstrip("/")


def metadata() -> dict[str, Any]:
    """What we register at a host (RFC 7591, with all that Open Badges 3.0 requires)."""
    own = settings.TANYM.address
    terms = f"{own}{reverse('open-badges-terms')}"
    return {
        "client_name": "Tanym",
        "client_uri": f"{own}/",
        "logo_uri": f"{own}/static/site/mark.svg",
        "tos_uri": terms,
        "policy_uri": terms,
        "software_id": "tanym-backpack",
        "software_version": "1",
        "redirect_uris": [back_address()],
        "token_endpoint_auth_method": "client_secret_basic",
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
        "scope": SCOPE,
    }


def back_address() -> str:
    """Where a host sends the person back to."""
    return f"{settings.TANYM.address}{reverse('backpack-back')}"


def authorise_address(connection: Connection) -> str:
    """Where the person allows us to act at the host: a request with state and PKCE."""
    verifier = unseal(connection.sealed_verifier, f"backpack.verifier:{connection.state}")
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": connection.host.client_id,
        "redirect_uri": back_address(),
        "scope": SCOPE,
        "state": connection.state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    at = connection.host.endpoints["authorise"]
    return f"{at}{'&' if '?' in at else '?'}{urlencode(asked)}"


def secret_of(host: Host) -> str:
    """Our secret at a host."""
    return unseal(host.sealed_secret, f"backpack.host:{host.address}")


def token_of(connection: Connection) -> str:
    """The token of a visit."""
    return unseal(connection.sealed_token, f"backpack.token:{connection.public_id}")


def _development() -> list[str]:
    return settings.TANYM.loopback_hosts.split(",") if settings.TANYM.sample else []
