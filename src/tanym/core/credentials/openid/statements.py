"""Short signed statements of wallets, judged alike: proofs of keys, proofs of possession, and what a maker says of its wallet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from tanym.core.credentials import keys
from tanym.core.credentials.keys import KeyKind, PublicKey
from tanym.core.credentials.proofs import token as tokens
from tanym.core.credentials.proofs.certificates import vouched_key
from tanym.core.credentials.proofs.token import Token
from tanym.core.kernel.errors import InvalidValue, TanymError

ALGORITHMS: Mapping[str, KeyKind] = {
    "ES256": KeyKind.P256,
    "EdDSA": KeyKind.ED25519,
    "Ed25519": KeyKind.ED25519,
}
OLDEST, NEWEST = timedelta(minutes=5), timedelta(minutes=1)
"""How old a statement may be, and how far its clock may run ahead of ours."""
LONGEST = 200
"""Letters of a name that somebody invents for one statement (`jti`)."""
LAST = 253_402_300_800  # seconds until the year 10000

Fault = Callable[[str], InvalidValue]
"""Makes the refusal of a kind of statement, with what is wrong in ASCII."""
Spend = Callable[[str, datetime], bool]
"""Remembers a name until a moment; false where it was known already."""


def read(text: object, typ: str, members: Collection[str], fault: Fault) -> Token:
    """A statement of this type, with no other members in its header; not yet believed."""
    try:
        token = tokens.read(text if isinstance(text, str) and text.isascii() else "")
    except TanymError as error:
        raise fault(error.code) from None
    if token.header.get("typ") != typ:
        raise fault("typ must be " + typ)
    algorithm = token.header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
        raise fault("alg is not allowed")
    if strange := sorted(token.header.keys() - set(members)):
        raise fault(f"header {strange[0][:40]} is not allowed")
    return token


def check_signed(token: Token, key: PublicKey, fault: Fault) -> None:
    """Whether this key made the signature, with the algorithm that the header names."""
    if key.kind is not ALGORITHMS[token.header["alg"]]:
        raise fault("alg and key differ")
    message, _, signature = token.text.rpartition(".")
    try:
        signed = key.verifies(keys.base64url(signature), message.encode())
    except ValueError:
        signed = False
    if not signed:
        raise fault("signature")


def check_vouched(token: Token, providers: Sequence[bytes], now: datetime, fault: Fault) -> None:
    """Whether a key signed it for which a certificate in its header (`x5c`) leads to one of `providers` (DER)."""
    try:
        _, key = vouched_key(token.header.get("x5c"), providers, now)
    except InvalidValue:
        raise fault("x5c leads to no provider of wallets that is trusted here") from None
    check_signed(token, key, fault)


def moment(claims: Mapping[str, Any], name: str, fault: Fault) -> datetime:
    """The moment that a claim names."""
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < LAST:
        raise fault(f"{name} is missing")
    return datetime.fromtimestamp(value, UTC)


def check_fresh(claims: Mapping[str, Any], now: datetime, fault: Fault) -> None:
    """Whether a statement was made just now (`iat`)."""
    if not -NEWEST <= now - moment(claims, "iat", fault) <= OLDEST:
        raise fault("iat is too old or in the future")


def check_once(claims: Mapping[str, Any], by: str, now: datetime, spend: Spend, fault: Fault) -> None:
    """Whether a statement comes for the first time: its `jti` beside the key `by` that made it.

    Remembered for as long as the statement counts as fresh.
    """
    name = claims.get("jti")
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST:
        raise fault("jti is missing")
    if not spend(f"{by} {name}", now + OLDEST + NEWEST):
        raise fault("jti was used before")
