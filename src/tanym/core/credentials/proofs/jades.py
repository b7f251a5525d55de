"""Seals of organisations on JSON: JAdES at its first level, B-B (ETSI TS 119 182-1), as European Digital Credentials bear it.

What is proven is that a certificate's key sealed exactly this text. Time-stamps and long-term material are read past;
whether a seal is advanced or qualified is never said.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils

from tanym.core.credentials.certificates import Sealer, SealHolder, holder_of, public_key
from tanym.core.credentials.keys import base64url
from tanym.core.credentials.moments import moment
from tanym.core.credentials.parse import parse_object
from tanym.core.kernel.errors import InvalidValue

_HASHES: Mapping[str, hashes.HashAlgorithm] = {
    "256": hashes.SHA256(),
    "384": hashes.SHA384(),
    "512": hashes.SHA512(),
}
ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})
UNDERSTOOD = frozenset({"b64", "sigT", "adoTst"})
"""Critical header members that we know: the time-stamp over the content (`adoTst`) is known and not relied on."""
HEADER = frozenset({"alg", "typ", "cty", "kid", "x5t#S256", "x5c", "sigT", "iat", "adoTst", "b64", "crit"})
_SIZES = {"256": 32, "384": 48, "512": 66}
_CURVES = {"256": "secp256r1", "384": "secp384r1", "512": "secp521r1"}
_SECONDS = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Seal:
    """A sealed text taken apart but not yet believed."""

    payload: str
    header: Mapping[str, Any]
    chain: tuple[bytes, ...]
    _message: bytes
    _signature: bytes


@dataclass(frozen=True, slots=True)
class SealFound:
    """A seal whose signature holds: whom its certificate names and when it says that it was made."""

    holder: SealHolder
    sealed_at: datetime
    algorithm: str
    chain: tuple[bytes, ...]


def seal(text: str, *, sealer: Sealer, at: datetime) -> dict[str, Any]:
    """The text with a seal (JAdES B-B, JSON serialisation, RFC 7797: the text stays readable).

    `at` is the moment that the seal claims, to the second in UTC.
    """
    own = sealer.chain[0]
    header = {
        "alg": sealer.algorithm,
        "typ": "jose+json",
        "cty": "vc+ld+json",
        "x5t#S256": _encoded(hashlib.sha256(own).digest()),
        "x5c": [base64.b64encode(one).decode("ascii") for one in sealer.chain],
        "b64": False,
        "sigT": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "crit": ["b64", "sigT"],
    }
    protected = _encoded(json.dumps(header, separators=(",", ":")).encode("ascii"))
    signature = sealer.sign(protected.encode("ascii") + b"." + text.encode("utf-8"))
    return {"payload": text, "signatures": [{"protected": protected, "signature": _encoded(signature)}]}


def read(document: Mapping[str, Any]) -> Seal:
    """The parts of a sealed text.

    Raises `InvalidValue`: `credential.seal-malformed`, `credential.algorithm-not-allowed`,
    `credential.critical-header-unknown`, `credential.header-not-allowed`, `credential.type-header-mismatch`, and what
    strict JSON raises.
    """
    signatures, payload = document.get("signatures"), document.get("payload")
    if not isinstance(payload, str) or not isinstance(signatures, list) or len(signatures) != 1:
        raise InvalidValue("credential.seal-malformed")
    one = signatures[0]
    if not isinstance(one, Mapping) or not all(
        isinstance(one.get(n), str) for n in ("protected", "signature")
    ):
        raise InvalidValue("credential.seal-malformed")
    loose = one.get(
        "header", {}
    )  # what is not sealed may only prove more, never say anything (TS 119 182-1, 5.3)
    if not isinstance(loose, Mapping) or loose.keys() - {"etsiU"}:
        raise InvalidValue("credential.header-not-allowed", member=str(loose)[:40])
    try:
        header = parse_object(base64url(one["protected"]))
        signature = base64url(one["signature"])
        _check_header(header)
        plain = header.get("b64", True) is False
        text = payload if plain else base64url(payload).decode("utf-8")
        chain = tuple(base64.b64decode(part, validate=True) for part in header["x5c"])
        message = one["protected"].encode("ascii") + b"." + payload.encode("utf-8")
    except (ValueError, UnicodeError, binascii.Error):
        raise InvalidValue("credential.seal-malformed") from None
    return Seal(text, header, chain, message, signature)


def verify(found: Seal, now: datetime) -> SealFound:
    """The seal, if the key of its own certificate has made it; whether that certificate is trusted is another question.

    Raises `InvalidValue`: `credential.signature-invalid`, `credential.seal-certificate-mismatch`,
    `credential.key-type-mismatch`, `credential.seal-time-impossible`, and what reading the certificate raises.
    """
    header, own = found.header, found.chain[0]
    if header.get("x5t#S256") != _encoded(hashlib.sha256(own).digest()):
        raise InvalidValue("credential.seal-certificate-mismatch")
    if not _verifies(public_key(own), header["alg"], found._signature, found._message):
        raise InvalidValue("credential.signature-invalid")
    holder, sealed_at = holder_of(own), _moment(header)
    if sealed_at > now or not holder.since <= sealed_at <= holder.until:
        raise InvalidValue("credential.seal-time-impossible", on=sealed_at.date().isoformat())
    return SealFound(holder, sealed_at, header["alg"], found.chain)


def _check_header(header: Mapping[str, Any]) -> None:
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
        raise InvalidValue("credential.algorithm-not-allowed", algorithm=str(algorithm)[:40])
    critical = header.get("crit", [])
    if not isinstance(critical, list) or not all(isinstance(name, str) for name in critical):
        raise InvalidValue("credential.seal-malformed")
    if strange := sorted(set(critical) - UNDERSTOOD):
        raise InvalidValue("credential.critical-header-unknown", members=strange[0][:80])
    if strange := sorted(header.keys() - HEADER):
        raise InvalidValue("credential.header-not-allowed", member=strange[0][:40])
    if header.get("typ", "jose+json") not in ("jose+json", "jose"):
        raise InvalidValue("credential.type-header-mismatch", type=str(header["typ"])[:40])
    if not set(critical) <= header.keys() or len(set(critical)) != len(critical):
        raise InvalidValue("credential.seal-malformed")
    if "b64" in header and (not isinstance(header["b64"], bool) or "b64" not in critical):
        raise InvalidValue("credential.seal-malformed")  # RFC 7797, 6
    chain = header.get("x5c")
    if not isinstance(chain, list) or not chain or not all(isinstance(one, str) for one in chain):
        raise InvalidValue("credential.seal-malformed")
    if "x5t#S256" not in header or not ("sigT" in header or "iat" in header):
        raise InvalidValue("credential.seal-malformed")  # TS 119 182-1, 6.3: required at level B-B


def _moment(header: Mapping[str, Any]) -> datetime:
    """The claimed moment: `sigT` (TS 119 182-1 v1.1.1), or `iat` in its place (v1.2.1)."""
    claimed = header.get("sigT", header.get("iat"))
    if isinstance(claimed, int) and not isinstance(claimed, bool) and 0 <= claimed < 253_402_300_800:
        return datetime.fromtimestamp(claimed, UTC)
    if not isinstance(claimed, str) or not _SECONDS.match(claimed):
        raise InvalidValue("credential.seal-malformed")
    return moment(claimed, "credential.seal-malformed")


def _verifies(
    key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey, algorithm: str, signature: bytes, message: bytes
) -> bool:
    family, strength = algorithm[:2], algorithm[2:]
    digest = _HASHES[strength]
    if isinstance(key, rsa.RSAPublicKey) != (family in ("RS", "PS")):
        raise InvalidValue("credential.key-type-mismatch", kind=algorithm)
    try:
        if isinstance(key, rsa.RSAPublicKey):
            scheme = (
                padding.PSS(padding.MGF1(digest), digest.digest_size)
                if family == "PS"
                else padding.PKCS1v15()
            )
            key.verify(signature, message, scheme, digest)
            return True
        size = _SIZES[strength]
        if (
            key.curve.name != _CURVES[strength]
        ):  # another curve of that size is another algorithm (RFC 7518, 3.4)
            raise InvalidValue("credential.key-type-mismatch", kind=algorithm)
        if len(signature) != 2 * size:
            return False
        r, s = (int.from_bytes(half, "big") for half in (signature[:size], signature[size:]))
        key.verify(utils.encode_dss_signature(r, s), message, ec.ECDSA(digest))
    except InvalidSignature:
        return False
    return True


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
