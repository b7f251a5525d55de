"""Public keys as credentials name them (Multikey, JWK), signatures, and the port of a signing key."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa, utils
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tanym.core.credentials import base58btc
from tanym.core.kernel.errors import InvalidValue


class KeyKind(StrEnum):
    """The kinds of keys that are read."""

    ED25519 = "Ed25519"
    P256 = "P-256"
    P384 = "P-384"
    P521 = "P-521"
    RSA = "RSA"


_PREFIXES = {
    b"\xed\x01": KeyKind.ED25519,
    b"\x80\x24": KeyKind.P256,
    b"\x81\x24": KeyKind.P384,
    b"\x82\x24": KeyKind.P521,
}
_CURVES: dict[KeyKind, tuple[ec.EllipticCurve, int]] = {
    KeyKind.P256: (ec.SECP256R1(), 32),
    KeyKind.P384: (ec.SECP384R1(), 48),
    KeyKind.P521: (ec.SECP521R1(), 66),
}
_HASHES: dict[KeyKind, hashes.HashAlgorithm] = {
    KeyKind.P256: hashes.SHA256(),
    KeyKind.P384: hashes.SHA384(),
    KeyKind.P521: hashes.SHA512(),
}
_BASE64URL = re.compile("[A-Za-z0-9_-]*")
MIN_RSA_BITS = 2048
_FIELD = 2**255 - 19
# Points of Ed25519 whose multiples are few: a signature by such a key holds for nearly any text, and nobody made it.
_FEW_MULTIPLES = {
    0,
    1,
    _FIELD - 1,
    2707385501144840649318225287225658788936804267575313519463743609750303402022,
    55188659117513257062467267217118295137698188065244968500265048394206261417927,
}

Key = ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey


class Signer(Protocol):
    """A signing key that stays where it is: a file, a machine, a service."""

    @property
    def kind(self) -> KeyKind:
        """What it signs with: Ed25519, P-256, P-384 or P-521."""
        ...

    @property
    def multibase(self) -> str:
        """Its public half as Multikey text (`z6Mk…`, `zDn…`)."""
        ...

    @property
    def jwk(self) -> Mapping[str, str]:
        """Its public half as a JWK, nothing but what makes the key (RFC 7517, RFC 8037)."""
        ...

    def sign(self, message: bytes) -> bytes:
        """The signature of the message: Ed25519 (RFC 8032), 64 bytes; or ECDSA, r and s side by side (RFC 7518, 3.4):
        64 bytes over SHA-256 for P-256, 96 over SHA-384 for P-384, 132 over SHA-512 for P-521.
        """
        ...


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key and its kind."""

    kind: KeyKind
    key: Key

    @property
    def multibase(self) -> str:
        """The key as Multikey text; raises `InvalidValue("credential.key-malformed")` for RSA, which has none here."""
        if isinstance(self.key, ed25519.Ed25519PublicKey):
            return ed25519_multibase(self.key.public_bytes_raw())
        if isinstance(self.key, ec.EllipticCurvePublicKey):
            point = self.key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
            return _multikey(self.kind, point)
        raise InvalidValue("credential.key-malformed")

    @property
    def jwk(self) -> dict[str, str]:
        """The key as a public JWK: the required members alone, so that its thumbprint is over all of them (RFC 7638)."""
        if isinstance(self.key, ed25519.Ed25519PublicKey):
            return {"kty": "OKP", "crv": "Ed25519", "x": base64url_text(self.key.public_bytes_raw())}
        if isinstance(self.key, ec.EllipticCurvePublicKey):
            point, size = self.key.public_numbers(), _CURVES[self.kind][1]
            x, y = (base64url_text(number.to_bytes(size, "big")) for number in (point.x, point.y))
            return {"kty": "EC", "crv": str(self.kind), "x": x, "y": y}
        numbers = self.key.public_numbers()
        e, n = (
            base64url_text(number.to_bytes((number.bit_length() + 7) // 8, "big"))
            for number in (numbers.e, numbers.n)
        )
        return {"kty": "RSA", "e": e, "n": n}

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether this key made the signature (Ed25519 as it is; ECDSA as r and s side by side, hash by the curve)."""
        try:
            if isinstance(self.key, ed25519.Ed25519PublicKey):
                self.key.verify(signature, message)
                return True
            if isinstance(self.key, ec.EllipticCurvePublicKey):
                size = _CURVES[self.kind][1]
                if len(signature) != 2 * size:
                    return False
                r, s = (int.from_bytes(half, "big") for half in (signature[:size], signature[size:]))
                self.key.verify(utils.encode_dss_signature(r, s), message, ec.ECDSA(_HASHES[self.kind]))
                return True
        except (InvalidSignature, ValueError):
            return False
        return False


def public_key(key: object) -> PublicKey:
    """The key with its kind; raises `InvalidValue("credential.key-malformed")` for a curve that is not read."""
    if isinstance(key, ed25519.Ed25519PublicKey):
        return PublicKey(KeyKind.ED25519, key)
    if isinstance(key, ec.EllipticCurvePublicKey):
        for kind, (curve, _) in _CURVES.items():
            if key.curve.name == curve.name:
                return PublicKey(kind, key)
    if isinstance(key, rsa.RSAPublicKey) and key.key_size >= MIN_RSA_BITS:
        return PublicKey(KeyKind.RSA, key)
    raise InvalidValue("credential.key-malformed")


def ecdsa_hash(kind: KeyKind) -> hashes.HashAlgorithm:
    """The hash that goes with a curve: SHA-256 with P-256, SHA-384 with P-384, SHA-512 with P-521 (RFC 7518, 3.4)."""
    return _HASHES[kind]


def side_by_side(der: bytes, kind: KeyKind) -> bytes:
    """An ECDSA signature in DER, as libraries and machines give it, as r and s side by side (RFC 7518, 3.4)."""
    r, s = utils.decode_dss_signature(der)
    size = _CURVES[kind][1]
    return r.to_bytes(size, "big") + s.to_bytes(size, "big")


def from_multibase(text: object) -> PublicKey:
    """The key of a Multikey (W3C Controlled Identifiers 1.0, 2.2.2); raises `InvalidValue("credential.key-malformed")`."""
    malformed = InvalidValue("credential.key-malformed")
    if not isinstance(text, str) or not text.startswith("z") or len(text) > 200:
        raise malformed
    try:
        data = base58btc.decode(text[1:])
    except ValueError:
        raise malformed from None
    kind = _PREFIXES.get(data[:2])
    try:
        if kind is KeyKind.ED25519:
            return PublicKey(kind, _ed25519(data[2:]))
        if kind in _CURVES and len(data) == 3 + _CURVES[kind][1] and data[2] in (2, 3):
            return PublicKey(kind, ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[kind][0], data[2:]))
    except ValueError:
        raise malformed from None
    raise malformed


def _ed25519(public: bytes) -> ed25519.Ed25519PublicKey:
    """The key in its one spelling (RFC 8032, 5.1.3) and of full order; raises `ValueError`."""
    place = int.from_bytes(public, "little") & (2**255 - 1)
    if place >= _FIELD or place in _FEW_MULTIPLES:
        raise ValueError("no key")
    return ed25519.Ed25519PublicKey.from_public_bytes(public)


def ed25519_multibase(public: bytes) -> str:
    """The Multikey text of 32 bytes of an Ed25519 public key."""
    return _multikey(KeyKind.ED25519, public)


def _multikey(kind: KeyKind, public: bytes) -> str:
    prefix = next(prefix for prefix, named in _PREFIXES.items() if named is kind)
    return "z" + base58btc.encode(prefix + public)


def thumbprint(jwk: Mapping[str, str]) -> str:
    """The SHA-256 thumbprint of a JWK that holds nothing but what makes the key (RFC 7638, 3)."""
    written = json.dumps(dict(sorted(jwk.items())), separators=(",", ":"))
    return base64url_text(hashlib.sha256(written.encode("ascii")).digest())


def from_jwk(jwk: object) -> PublicKey:
    """The key of a public JWK (RFC 7517, RFC 8037).

    Raises `InvalidValue` with `credential.key-malformed`, or `credential.header-not-allowed` where a private member
    is given away.
    """
    malformed = InvalidValue("credential.key-malformed")
    if not isinstance(jwk, dict):
        raise malformed
    if {"d", "p", "q", "dp", "dq", "qi", "k"} & jwk.keys():
        raise InvalidValue("credential.header-not-allowed", member="d")
    try:
        if jwk.get("kty") == "OKP" and jwk.get("crv") == "Ed25519":
            return PublicKey(KeyKind.ED25519, _ed25519(_number(jwk["x"])))
        if jwk.get("kty") == "EC" and jwk.get("crv") in _CURVES:
            kind = KeyKind(jwk["crv"])
            x, y = (int.from_bytes(_number(jwk[name]), "big") for name in ("x", "y"))
            return PublicKey(kind, ec.EllipticCurvePublicNumbers(x, y, _CURVES[kind][0]).public_key())
        if jwk.get("kty") == "RSA":
            e, n = (int.from_bytes(_number(jwk[name]), "big") for name in ("e", "n"))
            if n.bit_length() >= MIN_RSA_BITS:
                return PublicKey(KeyKind.RSA, rsa.RSAPublicNumbers(e, n).public_key())
    except (KeyError, ValueError, TypeError):
        raise malformed from None
    raise malformed


def _number(text: Any) -> bytes:
    return base64url(text) if isinstance(text, str) else b""


def base64url_text(data: bytes) -> str:
    """The bytes as base64url text without padding (RFC 7515, 2)."""
    return base64url_bytes(data).decode("ascii")


def base64url_bytes(data: bytes) -> bytes:
    """As `base64url_text`, in ASCII."""
    # Two replacements are faster than `urlsafe_b64encode`, which looks every letter up.
    return binascii.b2a_base64(data, newline=False).rstrip(b"=").replace(b"+", b"-").replace(b"/", b"_")


def base64url(text: str) -> bytes:
    """The bytes of base64url text without padding (RFC 7515, 2); raises `ValueError` for any other form."""
    if _BASE64URL.fullmatch(text) is None:
        raise ValueError("not base64url")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ValueError("not base64url") from error
    if base64.urlsafe_b64encode(data).rstrip(b"=") != text.encode("ascii"):
        raise ValueError("not base64url")  # bits left over: the same bytes could be written in two ways
    return data
