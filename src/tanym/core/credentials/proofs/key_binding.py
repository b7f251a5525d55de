"""Whether the one who shows an SD-JWT holds the key that it was issued to (RFC 9901, 4.3 and 7.3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from tanym.core.credentials import did, keys
from tanym.core.credentials.checks import Check, Name, confirmed, not_confirmed
from tanym.core.credentials.expected import Expected
from tanym.core.credentials.moments import from_seconds
from tanym.core.credentials.proofs import token as tokens
from tanym.core.credentials.proofs.disclosures import ALGORITHM, HASH, HASHES, digest_of
from tanym.core.credentials.proofs.sd_jwt import SdJwt
from tanym.core.kernel.errors import InvalidValue, TanymError

TYPE = "kb+jwt"
HEADER = frozenset({"alg", "typ", "kid"})
AHEAD = timedelta(minutes=1)  # by so much may the holder's clock be fast
STALE = "credential.key-binding-stale"


def check_binding(sd: SdJwt, now: datetime, expected: Expected | None) -> Check | None:
    """The check of the holder; None where nobody asked and nothing is shown.

    Without `expected` the signature is checked, but to whom and when it was given is not compared.
    """
    if sd.binding is None:
        missing = expected is not None and expected.binding
        return not_confirmed(Name.HOLDER, "credential.key-binding-missing") if missing else None
    try:
        _check(sd, sd.binding, now)
        if expected is None:
            return confirmed(Name.HOLDER, "credential.holder-signed")
        _compare(sd.binding.claims, now, expected)
    except TanymError as error:
        return not_confirmed(Name.HOLDER, error.code, **error.details)
    return confirmed(Name.HOLDER, "credential.holder-bound")


def holder_key(claims: Mapping[str, Any]) -> keys.PublicKey:
    """The key that a credential is bound to: `cnf` with a public JWK (RFC 7800, 3.2).

    Raises `InvalidValue("credential.key-binding-invalid")` for anything else, a bare name of a key included.
    """
    bound = claims.get("cnf")
    try:
        return keys.from_jwk(bound["jwk"] if isinstance(bound, Mapping) and "jwk" in bound else None)
    except TanymError:
        raise InvalidValue("credential.key-binding-invalid") from None


def _check(sd: SdJwt, binding: tokens.Token, now: datetime) -> None:
    tokens.check_header(binding.header, {TYPE}, HEADER)
    method = did.Method("cnf", holder_key(sd.token.claims))
    said = {**binding.claims}
    said.pop("iat", None)  # judged below, and no word on the age of a key
    said.pop("nbf", None)
    try:
        tokens.check_signed(tokens.Token(binding.text, binding.header, said), method, now)
    except InvalidValue as error:
        if error.code == "credential.signature-invalid":
            raise InvalidValue("credential.key-binding-invalid") from None
        raise
    algorithm = sd.token.claims.get(ALGORITHM, HASH)
    if (
        not isinstance(algorithm, str)
        or algorithm not in HASHES
        or binding.claims.get("sd_hash") != digest_of(sd.presented, algorithm)
    ):
        raise InvalidValue("credential.sd-hash-mismatch")


def _compare(claims: Mapping[str, Any], now: datetime, expected: Expected) -> None:
    nonce, audience = expected.nonce or expected.challenge, expected.audience or expected.domain
    if nonce and claims.get("nonce") != nonce:
        raise InvalidValue("credential.nonce-mismatch")
    if audience and claims.get("aud") != audience:
        raise InvalidValue("credential.audience-mismatch")
    made = from_seconds(claims.get("iat"), STALE)
    if not now - expected.not_older <= made <= now + AHEAD:
        raise InvalidValue(STALE)
    if "exp" in claims and from_seconds(claims["exp"], STALE) <= now:
        raise InvalidValue(STALE)
    if "nbf" in claims and from_seconds(claims["nbf"], STALE) > now + AHEAD:
        raise InvalidValue(STALE)
