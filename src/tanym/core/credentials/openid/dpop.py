"""Proofs that whoever sends a request holds a key (DPoP, RFC 9449): tokens are given to that key and are worth nothing without it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

from tanym.core.credentials import keys
from tanym.core.credentials.openid import statements
from tanym.core.credentials.openid.statements import Spend
from tanym.core.kernel.errors import InvalidValue

TYPE = "dpop+jwt"
_HEADER = frozenset({"alg", "typ", "jwk"})
_PORTS = {"https": 443, "http": 80}


def check_dpop(
    text: object,
    *,
    method: str,
    address: str,
    now: datetime,
    check_nonce: Callable[[object], None],
    spend: Spend,
    access_token: str = "",
) -> str:
    """The thumbprint of the key that a proof shows (RFC 9449, 4.3; RFC 7638).

    `method` and `address` are those of the request; `check_nonce` raises `InvalidValue("openid.use-dpop-nonce")` for
    one that is missing, not ours or too old; `access_token` is the token that comes along. Raises
    `InvalidValue("openid.invalid-dpop-proof")`. The name of the proof is spent last, after everything else holds.
    """
    token = statements.read(text, TYPE, _HEADER, _fault)
    try:
        key = keys.from_jwk(token.header.get("jwk"))
    except InvalidValue as error:
        raise _fault(error.code) from None
    statements.check_signed(token, key, _fault)
    claims = token.claims
    if claims.get("htm") != method:
        raise _fault("htm is another method")
    if _plain(claims.get("htu")) != _plain(address):
        raise _fault("htu is another address")
    statements.check_fresh(claims, now, _fault)
    if access_token:
        digest = keys.base64url_text(hashlib.sha256(access_token.encode()).digest())
        given = claims.get("ath")
        if not isinstance(given, str) or not hmac.compare_digest(given.encode(), digest.encode()):
            raise _fault("ath is another token")
    check_nonce(claims.get("nonce"))
    thumbprint = keys.thumbprint(key.jwk)
    statements.check_once(claims, thumbprint, now, spend, _fault)
    return thumbprint


def _plain(address: object) -> str:
    """An address without query and fragment, its scheme and host in small letters and no port that goes without saying."""
    if not isinstance(address, str) or len(address) > 2000:
        return ""
    try:
        parts = urlsplit(address)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    shown = f"[{host}]" if ":" in host else host
    if port is not None and port != _PORTS.get(scheme):
        shown += f":{port}"
    return urlunsplit((scheme, shown, parts.path or "/", "", ""))


def _fault(why: str) -> InvalidValue:
    return InvalidValue("openid.invalid-dpop-proof", why=why)
