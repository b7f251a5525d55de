"""The nonces of the nonce endpoint: nothing is kept of one until it is used, and nobody can invent one."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from tanym.core.kernel.errors import InvalidValue

LASTS = timedelta(minutes=5)
_TAG = 32  # hexadecimal digits of the seal


def mint(random: str, now: datetime, secret: bytes) -> str:
    """A `c_nonce` (OpenID4VCI 1.0, 7): random letters, the second in which it was made, and our seal on both."""
    body = f"{random}.{int(now.timestamp())}"
    return f"{body}.{_seal(body, secret)}"


def check(nonce: object, now: datetime, secret: bytes) -> datetime:
    """Until when a nonce of ours counts. Whether it was used already only the caller knows.

    Raises `InvalidValue("openid.invalid-nonce")` for one that we did not make or whose time is over.
    """
    fault = InvalidValue("openid.invalid-nonce", why="not a fresh nonce of this issuer")
    if not isinstance(nonce, str) or not nonce.isascii() or len(nonce) > 200 or nonce.count(".") != 2:
        raise fault
    body, _, seal = nonce.rpartition(".")
    if not hmac.compare_digest(seal, _seal(body, secret)):
        raise fault
    until = datetime.fromtimestamp(int(body.rpartition(".")[2]), UTC) + LASTS
    if not until - LASTS <= now <= until:
        raise fault
    return until


def _seal(body: str, secret: bytes) -> str:
    return hmac.new(secret, body.encode(), hashlib.sha256).hexdigest()[:_TAG]
