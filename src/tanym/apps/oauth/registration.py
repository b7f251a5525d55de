"""What a program says of itself when it registers: read strictly (RFC 7591; Open Badges 3.0, Dynamic Client Registration)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tanym.apps.oauth.refusal import Refusal
from tanym.apps.oauth.scopes import known, split
from tanym.core.credentials.addresses import is_public_name
from tanym.core.credentials.openid.wallet_attestation import METHOD

ADDRESSES = ("client_uri", "logo_uri", "tos_uri", "policy_uri")
LONGEST_ADDRESS, LONGEST_NAME, LONGEST_WORD, MOST = 500, 200, 100, 10
BASIC, NONE = "client_secret_basic", "none"
ATTESTED = METHOD
CODE, REFRESH = "authorization_code", "refresh_token"
_PRINTED = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True, slots=True)
class Registration:
    """A program as it may be registered. A room that knows its programs itself (wallets) fills in one of its own."""

    name: str
    redirect_uris: tuple[str, ...]
    scope: tuple[str, ...]
    uri: str = ""
    logo_uri: str = ""
    terms_uri: str = ""
    privacy_uri: str = ""
    software_id: str = ""
    software_version: str = ""
    contacts: tuple[str, ...] = ()
    grant_types: tuple[str, ...] = field(default=(CODE,))
    auth_method: str = BASIC


def read(given: Mapping[str, Any], development: Collection[str] = ()) -> Registration:
    """What a program has sent.

    Every member that Open Badges 3.0 requires must be there; addresses are https and of one host. `development` names
    loopback `host:port` pairs that may be registered over http besides. Raises `Refusal` with
    `invalid_client_metadata` or `invalid_redirect_uri`.
    """
    redirects = _texts(given, "redirect_uris", "invalid_redirect_uri")
    if not redirects:
        raise Refusal("invalid_redirect_uri", "redirect_uris is required")
    addresses = {name: _text(given, name, LONGEST_ADDRESS) for name in ADDRESSES}
    hosts = {_host(value, name, development) for name, value in addresses.items()}
    hosts |= {_host(value, "redirect_uris", development) for value in redirects}
    if len(hosts) != 1:
        raise Refusal("invalid_client_metadata", "all addresses must have the same host name")
    return Registration(
        name=_shown(_text(given, "client_name", LONGEST_NAME)),
        redirect_uris=redirects,
        scope=_scope(_text(given, "scope", 2000)),
        uri=addresses["client_uri"],
        logo_uri=addresses["logo_uri"],
        terms_uri=addresses["tos_uri"],
        privacy_uri=addresses["policy_uri"],
        software_id=_text(given, "software_id", LONGEST_NAME),
        software_version=_text(given, "software_version", LONGEST_WORD),
        contacts=_texts(given, "contacts"),
        grant_types=_among(given, "grant_types", (CODE, REFRESH), (CODE,)),
        auth_method=_method(given),
    )


def _text(given: Mapping[str, Any], name: str, longest: int) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value.strip():
        raise Refusal("invalid_client_metadata", f"{name} is required")
    if len(value) > longest:
        raise Refusal("invalid_client_metadata", f"{name} is too long")
    return value.strip()


def _texts(given: Mapping[str, Any], name: str, error: str = "invalid_client_metadata") -> tuple[str, ...]:
    value = given.get(name, [])
    if not isinstance(value, list) or len(value) > MOST:
        raise Refusal(error, f"{name} must be a short array")
    if any(not isinstance(one, str) or not 0 < len(one) <= LONGEST_ADDRESS for one in value):
        raise Refusal(error, f"{name} must hold texts")
    return tuple(value)


def _host(address: str, name: str, development: Collection[str]) -> str:
    """The host of an address that a program may name. Loopback is allowed where the installation says so."""
    error = "invalid_redirect_uri" if name == "redirect_uris" else "invalid_client_metadata"
    refused = Refusal(error, f"{name} must be an https address of a public host, without a fragment")
    if len(address) > LONGEST_ADDRESS or not _PRINTED.fullmatch(address) or set(address) & set('"\\<>'):
        raise refused
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise refused from None
    if "#" in address or parts.username is not None or parts.password is not None or port == 0:
        raise refused
    if parts.scheme in ("http", "https") and parts.netloc.lower() in development:
        return host
    if parts.scheme != "https" or not is_public_name(host):
        raise refused
    return host


def _shown(name: str) -> str:
    """A name that people will read: no letters that hide, turn or break a line."""
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp", "Cs", "Co") for letter in name):
        raise Refusal("invalid_client_metadata", "client_name holds letters that cannot be shown")
    return name


def _scope(text: str) -> tuple[str, ...]:
    wanted = tuple(name for name in split(text) if name in known())
    if not wanted:
        raise Refusal("invalid_client_metadata", "scope names nothing that this server knows")
    return wanted


def _among(
    given: Mapping[str, Any], name: str, allowed: tuple[str, ...], otherwise: tuple[str, ...]
) -> tuple[str, ...]:
    found = _texts(given, name) or otherwise
    if not set(found) <= set(allowed) or allowed[0] not in found:
        raise Refusal("invalid_client_metadata", f"{name} may hold {' and '.join(allowed)}")
    return found


def _method(given: Mapping[str, Any]) -> str:
    if given.get("token_endpoint_auth_method", BASIC) != BASIC:
        raise Refusal("invalid_client_metadata", f"token_endpoint_auth_method must be {BASIC}")
    _among(given, "response_types", ("code",), ("code",))
    return BASIC
