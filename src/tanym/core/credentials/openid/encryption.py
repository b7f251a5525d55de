"""Messages encrypted to a key of ours (OpenID4VP 1.0, 8.3; OpenID4VCI 1.0, 10): ECDH-ES on P-256, A128GCM or A256GCM."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from tanym.core.credentials import keys
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.parse import MAX_BYTES, parse_object
from tanym.core.kernel.errors import InvalidValue, TanymError

AGREEMENT = "ECDH-ES"
ENCRYPTIONS = ("A128GCM", "A256GCM")
_ORDER = (
    0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of the group of P-256 (FIPS 186-5)
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom an answer is encrypted, and how: a public JWK on P-256, and the content encryption."""

    jwk: Mapping[str, str]
    enc: str


def encryption_key(name: str, random: bytes) -> dict[str, str]:
    """A key pair to encrypt to, made of 32 random bytes, as a private JWK (P-256)."""
    number = int.from_bytes(random, "big") % (_ORDER - 1) + 1
    made = ec.derive_private_key(number, ec.SECP256R1())
    public = keys.public_key(made.public_key()).jwk
    return {**public, "d": keys.base64url_text(number.to_bytes(32, "big")), "kid": name}


def public_half(private: Mapping[str, str]) -> dict[str, str]:
    """What the wallet is told of that key."""
    told = {name: private[name] for name in ("kty", "crv", "x", "y", "kid")}
    return told | {"use": "enc", "alg": AGREEMENT}


def read_recipient(given: object) -> Recipient:
    """Whom somebody asks to encrypt to (`jwk`, `enc`); only what is needed of the key is kept.

    Raises `InvalidValue("openid.invalid-encryption-parameters")`.
    """
    fault = InvalidValue(
        "openid.invalid-encryption-parameters", why="jwk on P-256 with alg, and enc, are due"
    )
    if not isinstance(given, dict) or "zip" in given or given.get("enc") not in ENCRYPTIONS:
        raise fault
    jwk = given.get("jwk")
    if not isinstance(jwk, dict) or jwk.get("alg") != AGREEMENT or jwk.get("use", "enc") != "enc":
        raise fault
    try:
        key = keys.from_jwk(jwk)
    except InvalidValue:
        raise fault from None
    kid = jwk.get("kid", "")
    if key.kind is not KeyKind.P256 or not isinstance(kid, str) or len(kid) > 200:
        raise fault
    return Recipient({**key.jwk, "alg": AGREEMENT, **({"kid": kid} if kid else {})}, str(given["enc"]))


def decrypted(text: str, private: Mapping[str, str]) -> dict[str, Any]:
    """The JSON object in a message encrypted to a key of ours. Raises `InvalidValue("openid.answer-not-readable")`."""
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
