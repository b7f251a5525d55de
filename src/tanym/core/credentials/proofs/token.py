"""Credentials as signed tokens (Open Badges 3.0, VC-JWT proof format; VC-JOSE-COSE): the header says little, the issuer's document decides."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives import serialization
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from tanym.core.credentials import did, keys
from tanym.core.credentials.keys import KeyKind, PublicKey, Signer
from tanym.core.credentials.moments import from_seconds, moment
from tanym.core.credentials.parse import parse_object
from tanym.core.credentials.ports import Fetcher
from tanym.core.credentials.proofs.data_integrity import Verified, check_key_age
from tanym.core.credentials.proofs.issuer_keys import method_of
from tanym.core.kernel.errors import InvalidValue

ALGORITHMS: Mapping[str, KeyKind] = {
    "ES256": KeyKind.P256,
    "ES384": KeyKind.P384,
    "ES512": KeyKind.P521,
    "EdDSA": KeyKind.ED25519,
    "Ed25519": KeyKind.ED25519,
    "RS256": KeyKind.RSA,
    "PS256": KeyKind.RSA,
}
ALGORITHM_OF: Mapping[KeyKind, str] = {
    KeyKind.ED25519: "EdDSA",
    KeyKind.P256: "ES256",
    KeyKind.P384: "ES384",
    KeyKind.P521: "ES512",
}
VC_JWT, OB_JWT = "vc+jwt", "JWT"
TYPES = ("JWT", "vc+jwt", "vc+ld+json+jwt", "vc+ld+jwt")
HEADER = frozenset({"alg", "typ", "kid", "jwk", "cty", "crit", "iss"})
CLAIMS = frozenset({"iss", "sub", "jti", "nbf", "exp", "iat", "aud", "nonce", "cnf"})
SELECTIVE_TYPES = ("vc+sd-jwt", "vc+ld+sd-jwt", "vc-ld+sd-jwt")
WHOLE = frozenset({"@context", "type", "credentialSubject", "verifiableCredential"})
COSE_TYPES = ("vc+cose", "vp+cose")
CONTENTS = frozenset(
    {
        "vc",
        "vp",
        "vc+ld+json",
        "vp+ld+json",
        "vc-ld",
        "vp-ld",
        "json",
        "ld+json",
        "credential-claims-set+json",
    }
)
"""What may be said to be inside: a credential or a presentation as JSON, and no other token."""

WITHOUT_INNER = ("vc+jwt", "vp+jwt", *COSE_TYPES)  # VC-JOSE-COSE 1.0, 3.1 and 3.3


@dataclass(frozen=True, slots=True)
class Token:
    """A token taken apart but not yet believed; `selective`: its claims are those that an SD-JWT shows.

    `signed` are the bytes that a signature in CBOR covers, and that signature; a token of JOSE has both in its text.
    """

    text: str
    header: Mapping[str, Any]
    claims: Mapping[str, Any]
    selective: bool = False
    signed: tuple[bytes, bytes] | None = None

    @property
    def credential(self) -> dict[str, Any]:
        """The credential or presentation inside, without the registered claims.

        Raises `InvalidValue("credential.ambiguous-member")` where it stands in a claim of its own (`vc`, `vp`: the form
        before VCDM 2.0) and beside it, or where the type of the token says that there is no such claim.
        """
        inner = [name for name in ("vc", "vp") if name in self.claims]
        if not inner:
            return {name: value for name, value in self.claims.items() if name not in CLAIMS}
        found = self.claims[inner[0]]
        doubled = WHOLE & self.claims.keys() or len(inner) > 1 or self.header.get("typ") in WITHOUT_INNER
        if doubled or not isinstance(found, dict):
            raise InvalidValue("credential.ambiguous-member", place=inner[0])
        return found


encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
"""A header or claims as JSON, with no space and no escape that is not needed."""


def compact(header: Mapping[str, Any], claims: Mapping[str, Any], signer: Signer) -> str:
    """A compact JWS of these claims (RFC 7515, 3.1); the header's `alg` is what the key signs with (RFC 7518, RFC 8037)."""
    head = part({"alg": ALGORITHM_OF[signer.kind], **header}) + b"." + part(claims)
    return (head + b"." + keys.base64url_bytes(signer.sign(head))).decode("ascii")


def part(value: Mapping[str, Any]) -> bytes:
    """A header or the claims as a part of a compact JWS (RFC 7515, 3.1)."""
    return keys.base64url_bytes(encoded(value).encode("utf-8"))


def sign(credential: Mapping[str, Any], *, signer: Signer, kid: str, typ: str = VC_JWT) -> str:
    """The credential as a signed token, without an embedded proof of its own.

    `vc+jwt` is VC-JOSE-COSE 3.1.1: the payload is the credential and nothing else. `JWT` is the form of Open Badges
    3.0, 8.2: the registered claims repeat what the credential says (iss, jti, sub, nbf, exp), and the header holds
    nothing but `alg`, `typ` and `kid`. Raises `InvalidValue` with `credential.type-header-mismatch` for another `typ`,
    or `credential.date-malformed`.
    """
    return compact(header_of(typ, kid), claims_of(credential, typ), signer)


def header_of(typ: str, kid: str) -> dict[str, str]:
    """The header of a credential as a token, but for `alg`; raises `InvalidValue("credential.type-header-mismatch")`."""
    if typ == VC_JWT:
        return {"typ": typ, "cty": "vc", "kid": kid}
    if typ != OB_JWT:
        raise InvalidValue("credential.type-header-mismatch", type=typ[:40])
    return {"typ": typ, "kid": kid}


def claims_of(credential: Mapping[str, Any], typ: str) -> dict[str, Any]:
    """The claims of a credential as a token; raises `InvalidValue("credential.date-malformed")`."""
    unsecured = {name: value for name, value in credential.items() if name != "proof"}
    if typ == VC_JWT:
        return unsecured
    said = {
        "iss": named(credential.get("issuer")),
        "jti": credential.get("id"),
        "sub": named(credential.get("credentialSubject")),
        **{name: numeric(credential.get(source)) for name, source in dates_of(credential).items()},
    }
    return {name: value for name, value in said.items() if isinstance(value, str | int)} | unsecured


def dates_of(credential: Mapping[str, Any]) -> dict[str, str]:
    """Which members the registered claims of time repeat (Open Badges 3.0, 8.2.4.1)."""
    return {
        "nbf": "validFrom" if "validFrom" in credential else "issuanceDate",
        "exp": "validUntil" if "validUntil" in credential else "expirationDate",
    }


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
    if token.signed is not None:
        check_header(token.header, COSE_TYPES[:1], HEADER)
    elif token.selective:
        check_header(token.header, SELECTIVE_TYPES, HEADER)
    else:
        check_header(token.header, TYPES, HEADER, untyped=True)
    if token.header.get("iss", issuer) != issuer:
        raise InvalidValue("credential.issuer-mismatch")
    return check_signed(token, method_of(token.header, issuer, fetcher), now)


def check_header(
    header: Mapping[str, Any], types: Collection[str], members: Collection[str], *, untyped: bool = False
) -> None:
    """The header of a token of one of these types, with no other members (RFC 8725, 3.1 and 3.11).

    `untyped` lets the type be missing. Raises `InvalidValue` with `credential.algorithm-not-allowed`,
    `credential.critical-header-unknown`, `credential.header-not-allowed` or `credential.type-header-mismatch`.
    """
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
        raise InvalidValue("credential.algorithm-not-allowed", algorithm=str(algorithm)[:40])
    if "crit" in header:
        raise InvalidValue("credential.critical-header-unknown", members=str(header["crit"])[:80])
    if strange := sorted(header.keys() - set(members)):
        raise InvalidValue("credential.header-not-allowed", member=strange[0][:40])
    typ, content = header.get("typ"), header.get("cty", "vc")
    if ("typ" in header or not untyped) and (not isinstance(typ, str) or media_type(typ) not in types):
        raise InvalidValue("credential.type-header-mismatch", type=str(typ)[:40])
    if not isinstance(content, str) or media_type(content) not in CONTENTS:
        raise InvalidValue("credential.type-header-mismatch", type=str(content)[:40])


def media_type(text: str) -> str:
    """A media type as headers write it: `application/` may stand before it or not (RFC 7515, 4.1.9 and 4.1.10)."""
    return text.removeprefix("application/")


def check_signed(token: Token, method: did.Method, now: datetime) -> Verified:
    """The signature of a token whose header is checked, with this key.

    Raises `InvalidValue` with `credential.key-type-mismatch`, `credential.key-ended` or `credential.signature-invalid`;
    `NotFound("credential.key-withdrawn")`.
    """
    algorithm = token.header["alg"]
    if method.key.kind is not ALGORITHMS[algorithm]:
        raise InvalidValue("credential.key-type-mismatch", kind=method.key.kind)
    created = token.claims.get("iat", token.claims.get("nbf"))
    check_key_age(method, _made(created) if created is not None else None, now)
    if not _holds(token, method.key, algorithm):
        raise InvalidValue("credential.signature-invalid")
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
        "sub": (
            "credential.subject-mismatch",
            [named(one) for one in (subject if isinstance(subject, list) else [subject])],
        ),
        "jti": ("credential.id-mismatch", credential.get("id")),
    }
    for claim, (code, value) in said.items():
        if claim in claims and claims[claim] not in (value if isinstance(value, list) else [value]):
            raise InvalidValue(code)
    check_times(claims, now)
    for claim, names in (("nbf", ("validFrom", "issuanceDate")), ("exp", ("validUntil", "expirationDate"))):
        text = next((credential[name] for name in names if name in credential), None)
        if claim not in claims or text is None:
            continue
        if int(moment(text).timestamp()) != int(from_seconds(claims[claim]).timestamp()):
            raise InvalidValue("credential.date-mismatch", claim=claim)


def check_times(claims: Mapping[str, Any], now: datetime) -> None:
    """Whether a token is in force (RFC 7519, 4.1.4 to 4.1.6).

    Raises `InvalidValue` with `credential.expired`, `credential.not-yet-valid` or `credential.date-malformed`.
    """
    if "exp" in claims and (ends := from_seconds(claims["exp"])) <= now:
        raise InvalidValue("credential.expired", on=ends.date().isoformat())
    begins = [from_seconds(claims["nbf"])] if "nbf" in claims else []
    for begin in (*begins, *([_made(claims["iat"])] if "iat" in claims else [])):
        if begin > now:
            raise InvalidValue("credential.not-yet-valid", on=begin.date().isoformat())


def named(value: object) -> object:
    """The identifier of an issuer or subject, written as text or as an object."""
    return value.get("id") if isinstance(value, dict) else value


def _holds(token: Token, key: PublicKey, algorithm: str) -> bool:
    if token.signed is not None:
        signed, made = token.signed
        return key.verifies(made, signed)
    message, _, signature = token.text.rpartition(".")
    if key.kind is not KeyKind.RSA:
        return key.verifies(keys.base64url(signature), message.encode("ascii"))
    pem = key.key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    try:
        jws.deserialize_compact(token.text, RSAKey.import_key(pem), algorithms=[algorithm])
    except (JoseError, ValueError):
        return False
    return True


def numeric(text: object) -> int | None:
    """A NumericDate (RFC 7519, 2): whole seconds; raises `InvalidValue("credential.date-malformed")`."""
    return int(moment(text).timestamp()) if text is not None else None


def _made(value: object) -> datetime:
    """When a token says that it was made. The published vectors of VC-JOSE-COSE write it as a dateTimeStamp."""
    return moment(value) if isinstance(value, str) else from_seconds(value)
