"""Credentials as signed tokens (Open Badges 3.0, VC-JWT proof format; VC-JOSE-COSE): the header says little, the issuer's document decides."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives import serialization
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey

from tanym.core.credentials import did, keys
from tanym.core.credentials.keys import KeyKind, PublicKey, Signer
from tanym.core.credentials.moments import moment
from tanym.core.credentials.parse import parse_object
from tanym.core.credentials.ports import Fetcher
from tanym.core.credentials.proofs.data_integrity import Verified, check_key_age
from tanym.core.kernel.errors import InvalidValue, NotFound

ALGORITHMS: Mapping[str, KeyKind] = {
    "ES256": KeyKind.P256,
    "ES384": KeyKind.P384,
    "EdDSA": KeyKind.ED25519,
    "Ed25519": KeyKind.ED25519,
    "RS256": KeyKind.RSA,
    "PS256": KeyKind.RSA,
}
ALGORITHM_OF: Mapping[KeyKind, str] = {
    KeyKind.ED25519: "EdDSA",
    KeyKind.P256: "ES256",
    KeyKind.P384: "ES384",
}
VC_JWT, OB_JWT = "vc+jwt", "JWT"
TYPES = ("JWT", "vc+jwt", "vc+ld+json+jwt", "vc+ld+jwt")
HEADER = frozenset({"alg", "typ", "kid", "jwk", "cty", "crit", "iss"})
CLAIMS = frozenset({"iss", "sub", "jti", "nbf", "exp", "iat", "aud", "cnf", "vc"})


@dataclass(frozen=True, slots=True)
class Token:
    """A token taken apart but not yet believed."""

    text: str
    header: Mapping[str, Any]
    claims: Mapping[str, Any]

    @property
    def credential(self) -> dict[str, Any]:
        """The credential inside, without the registered claims."""
        inner = self.claims.get("vc")
        if isinstance(inner, dict):
            return inner
        return {name: value for name, value in self.claims.items() if name not in CLAIMS}


def compact(header: Mapping[str, Any], claims: Mapping[str, Any], signer: Signer) -> str:
    """A compact JWS of these claims (RFC 7515, 3.1); the header's `alg` is what the key signs with (RFC 7518, RFC 8037)."""
    parts = ({"alg": ALGORITHM_OF[signer.kind], **header}, claims)
    texts = (json.dumps(part, ensure_ascii=False, separators=(",", ":"), allow_nan=False) for part in parts)
    head = ".".join(keys.base64url_text(text.encode("utf-8")) for text in texts)
    return f"{head}.{keys.base64url_text(signer.sign(head.encode('ascii')))}"


def sign(credential: Mapping[str, Any], *, signer: Signer, kid: str, typ: str = VC_JWT) -> str:
    """The credential as a signed token, without an embedded proof of its own.

    `vc+jwt` is VC-JOSE-COSE 3.1.1: the payload is the credential and nothing else. `JWT` is the form of Open Badges
    3.0, 8.2: the registered claims repeat what the credential says (iss, jti, sub, nbf, exp), and the header holds
    nothing but `alg`, `typ` and `kid`. Raises `InvalidValue` with `credential.type-header-mismatch` for another `typ`,
    or `credential.date-malformed`.
    """
    unsecured = {name: value for name, value in credential.items() if name != "proof"}
    if typ == VC_JWT:
        return compact({"typ": typ, "cty": "vc", "kid": kid}, unsecured, signer)
    if typ != OB_JWT:
        raise InvalidValue("credential.type-header-mismatch", type=typ[:40])
    said = {
        "iss": named(credential.get("issuer")),
        "jti": credential.get("id"),
        "sub": named(credential.get("credentialSubject")),
        "nbf": _numeric(credential.get("validFrom", credential.get("issuanceDate"))),
        "exp": _numeric(credential.get("validUntil", credential.get("expirationDate"))),
    }
    claims = {name: value for name, value in said.items() if isinstance(value, str | int)}
    return compact({"typ": typ, "kid": kid}, {**claims, **unsecured}, signer)


def read(text: str) -> Token:
    """The parts of a compact JWS. Raises `InvalidValue`: `credential.token-malformed`,
    `credential.token-without-payload` (a header alone, or a detached signature: RFC 7515, Appendix F), and what strict JSON raises."""
    parts = text.strip().split(".")
    if len(parts) == 1 or not parts[1]:
        raise InvalidValue("credential.token-without-payload")
    try:
        header, payload, _ = (keys.base64url(part) for part in parts)
    except ValueError:
        raise InvalidValue("credential.token-malformed") from None
    return Token(text.strip(), parse_object(header), parse_object(payload))


def verify(token: Token, *, issuer: str, now: datetime, fetcher: Fetcher) -> Verified:
    """The token's signature, if a key that the issuer's own document lets assert has made it.

    Raises `InvalidValue` or `NotFound` with the code of the first fault (RFC 7515, RFC 8725).
    """
    header = token.header
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
        raise InvalidValue("credential.algorithm-not-allowed", algorithm=str(algorithm)[:40])
    if "crit" in header:
        raise InvalidValue("credential.critical-header-unknown", members=str(header["crit"])[:80])
    if strange := sorted(header.keys() - HEADER):
        raise InvalidValue("credential.header-not-allowed", member=strange[0][:40])
    if header.get("typ", "JWT") not in TYPES:
        raise InvalidValue("credential.type-header-mismatch", type=str(header.get("typ"))[:40])
    method = _method(header, issuer, fetcher)
    if method.key.kind is not ALGORITHMS[algorithm]:
        raise InvalidValue("credential.key-type-mismatch", kind=method.key.kind)
    created = token.claims.get("iat", token.claims.get("nbf"))
    check_key_age(method, _seconds(created) if created is not None else None, now)
    try:
        jws.deserialize_compact(token.text, _key(method.key), algorithms=[algorithm])
    except (JoseError, ValueError):
        raise InvalidValue("credential.signature-invalid") from None
    return Verified(method.id, algorithm, None)


def check_claims(token: Token, credential: Mapping[str, Any], now: datetime) -> None:
    """What the token repeats must be what the credential says (Open Badges 3.0, 8.2.4.1).

    Raises `InvalidValue` with `credential.issuer-mismatch`, `credential.subject-mismatch`, `credential.id-mismatch`,
    `credential.expired`, `credential.not-yet-valid` or `credential.date-malformed`.
    """
    claims = token.claims
    subject = credential.get("credentialSubject")
    said = {
        "iss": ("credential.issuer-mismatch", named(credential.get("issuer"))),
        "sub": ("credential.subject-mismatch", named(subject)),
        "jti": ("credential.id-mismatch", credential.get("id")),
    }
    for claim, (code, value) in said.items():
        if claim in claims and claims[claim] != value and not (claim == "sub" and isinstance(subject, list)):
            raise InvalidValue(code)
    if "exp" in claims and _seconds(claims["exp"]) < now:
        raise InvalidValue("credential.expired", on=_seconds(claims["exp"]).date().isoformat())
    for claim in ("nbf", "iat"):
        if claim in claims and _seconds(claims[claim]) > now:
            raise InvalidValue("credential.not-yet-valid", on=_seconds(claims[claim]).date().isoformat())
    for claim, names in (("nbf", ("validFrom", "issuanceDate")), ("exp", ("validUntil", "expirationDate"))):
        text = next((credential[name] for name in names if name in credential), None)
        if claim not in claims or text is None:
            continue
        if int(moment(text).timestamp()) != int(_seconds(claims[claim]).timestamp()):
            raise InvalidValue("credential.date-mismatch", claim=claim)


def named(value: object) -> object:
    """The identifier of an issuer or subject, written as text or as an object."""
    return value.get("id") if isinstance(value, dict) else value


def _method(header: Mapping[str, Any], issuer: str, fetcher: Fetcher) -> did.Method:
    kid = header.get("kid")
    if "jwk" in header:
        own = keys.from_jwk(header["jwk"])
        document = did.resolve(issuer, fetcher)
        for address in sorted(document.purposes.get(did.ASSERTION, ())):
            if address in document.methods and _bytes(document.methods[address].key) == _bytes(own):
                return document.methods[address]
        raise InvalidValue("credential.issuer-key-mismatch", method="jwk")
    if not isinstance(kid, str) or not kid:
        raise InvalidValue("credential.verification-method-invalid", method=str(kid)[:200])
    address = f"{issuer}{kid}" if kid.startswith("#") else kid
    if address.split("#", 1)[0] != issuer:
        if not address.startswith("did:"):
            raise NotFound("credential.key-source-unsupported", method=address[:200])
        raise InvalidValue("credential.issuer-key-mismatch", method=address[:200])
    return did.resolve(issuer, fetcher).method(address)


def _bytes(key: PublicKey) -> bytes:
    return key.key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def _key(key: PublicKey) -> ECKey | OKPKey | RSAKey:
    pem = _bytes(key)
    if key.kind is KeyKind.ED25519:
        return OKPKey.import_key(pem)
    return RSAKey.import_key(pem) if key.kind is KeyKind.RSA else ECKey.import_key(pem)


def _numeric(text: object) -> int | None:
    """A NumericDate (RFC 7519, 2): whole seconds."""
    return int(moment(text).timestamp()) if text is not None else None


def _seconds(value: object) -> datetime:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 253_402_300_800:
        raise InvalidValue("credential.date-malformed")
    return datetime.fromtimestamp(value, UTC)
