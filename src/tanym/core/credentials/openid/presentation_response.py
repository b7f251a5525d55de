"""Answers of wallets to a request for a presentation (OpenID4VP 1.0, 8): read, decrypted, and bound to their request."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from tanym.core.credentials import keys
from tanym.core.credentials.openid.presentation_request import ENCRYPTIONS, Mode
from tanym.core.credentials.parse import MAX_BYTES, parse_object
from tanym.core.kernel.errors import InvalidValue, TanymError

AGREEMENT = "ECDH-ES"
_ORDER = (
    0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of the group of P-256 (FIPS 186-5)
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: the presentations, still unjudged, or the reason why the wallet shows none."""

    token: Any = None
    refused: str = ""


def encryption_key(name: str, random: bytes) -> dict[str, str]:
    """The key pair for the answer to one request, made of 32 random bytes, as a private JWK (P-256; 8.3)."""
    number = int.from_bytes(random, "big") % (_ORDER - 1) + 1
    made = ec.derive_private_key(number, ec.SECP256R1())
    public = keys.public_key(made.public_key()).jwk
    return {**public, "d": keys.base64url_text(number.to_bytes(32, "big")), "kid": name}


def public_half(private: Mapping[str, str]) -> dict[str, str]:
    """What the wallet is told of that key."""
    told = {name: private[name] for name in ("kty", "crv", "x", "y", "kid")}
    return told | {"use": "enc", "alg": AGREEMENT}


def read_answer(
    form: Mapping[str, str], *, mode: Mode, state: str, private: Mapping[str, str] | None = None
) -> Answer:
    """The answer in a form, if it belongs to the request with this state.

    An error may come unencrypted also where an encrypted answer was asked for (8.3.1). Raises `InvalidValue`:
    `openid.answer-malformed`, `openid.answer-not-encrypted`, `openid.answer-not-readable`, `openid.state-mismatch`.
    """
    said: Mapping[str, Any] = form
    if mode is Mode.DIRECT_POST_JWT and "error" not in form:
        if "response" not in form or private is None:
            raise InvalidValue("openid.answer-not-encrypted")
        said = _decrypted(form["response"], private)
    given = said.get("state")
    if not isinstance(given, str) or not hmac.compare_digest(given.encode(), state.encode()):
        raise InvalidValue("openid.state-mismatch")
    if "error" in said:
        return Answer(refused=str(said["error"])[:60])
    token = said.get("vp_token")
    if isinstance(token, str):
        if len(token) > MAX_BYTES:
            raise InvalidValue("openid.answer-malformed")
        try:
            token = parse_object(token.encode())
        except TanymError:
            raise InvalidValue("openid.answer-malformed") from None
    if not isinstance(token, dict):
        raise InvalidValue("openid.answer-malformed")
    return Answer(token)


def _decrypted(text: str, private: Mapping[str, str]) -> dict[str, Any]:
    unreadable = InvalidValue("openid.answer-not-readable")
    if len(text) > MAX_BYTES or text.count(".") != 4:
        raise unreadable
    try:
        header = parse_object(keys.base64url(text.split(".", 1)[0]))
    except (ValueError, TanymError):
        raise unreadable from None
    if header.get("alg") != AGREEMENT or header.get("enc") not in ENCRYPTIONS or "zip" in header:
        raise unreadable
    if header.get("kid") != private["kid"] or "crit" in header:
        raise unreadable
    key = ECKey.import_key({name: private[name] for name in ("kty", "crv", "x", "y", "d")})
    try:
        plain = jwe.decrypt_compact(text, key, algorithms=[AGREEMENT, *ENCRYPTIONS]).plaintext
        return parse_object(plain or b"")
    except (JoseError, ValueError, TanymError):
        raise unreadable from None
