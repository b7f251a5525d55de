"""Proofs that a wallet holds a key (OpenID4VCI 1.0, appendix F): the key to which a credential will be bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tanym.core.credentials import did, keys
from tanym.core.credentials.keys import PublicKey
from tanym.core.credentials.openid import statements
from tanym.core.credentials.openid.key_attestation import AttestedKeys, Demand, check_key_attestation
from tanym.core.credentials.openid.statements import ALGORITHMS
from tanym.core.credentials.ports import Offline
from tanym.core.kernel.errors import InvalidValue

__all__ = ["ALGORITHMS", "MOST", "TYPE", "Demand", "HolderKey", "check_proofs"]

TYPE = "openid4vci-proof+jwt"
MOST = 5
"""Proofs, and so copies, in one request."""
UNASKED = Demand()
_HEADER = frozenset({"alg", "typ", "kid", "jwk", "key_attestation"})


@dataclass(frozen=True, slots=True)
class HolderKey:
    """The key that a wallet proved to hold, or that its maker attested: as a JWK for `cnf`, and the DID by which it was
    named, if by one."""

    jwk: Mapping[str, str]
    did: str = ""


def check_proofs(
    proofs: object,
    *,
    audience: str,
    now: datetime,
    spend: Callable[[object], None],
    demand: Demand = UNASKED,
) -> tuple[HolderKey, ...]:
    """The keys of the `proofs` of a credential request: one of each proof, or all that an attestation names; no key twice.

    `audience` is the identifier of the issuer; `spend` takes a nonce and raises `InvalidValue("openid.invalid-nonce")`
    where it is not ours, too old or used before. It is called once for each nonce, after everything else holds.
    `demand` says whose attestations of keys are believed and whether they are asked for.
    Raises `InvalidValue("openid.invalid-proof")` else.
    """
    if not isinstance(proofs, dict) or len(proofs) != 1 or not proofs.keys() <= {"jwt", "attestation"}:
        raise _fault("proofs must hold jwt or attestation and nothing else")
    ((kind, texts),) = proofs.items()
    if not isinstance(texts, list) or not 1 <= len(texts) <= (MOST if kind == "jwt" else 1):
        raise _fault(f"proofs.{kind} must be a list of proofs")
    read = [_attested(texts[0], now, demand)] if kind == "attestation" else [
        _proof(text, audience, now, demand) for text in texts
    ]  # fmt: skip
    found = tuple(key for keys_of_one, _ in read for key in keys_of_one)
    points = [tuple(sorted(key.jwk.items())) for key in found]
    if len(set(points)) != len(points):
        raise _fault("the same key twice")
    if len(found) > MOST:
        raise _fault("more keys than one request may name")
    for nonce in dict.fromkeys(nonce for _, nonce in read):
        spend(nonce)
    return found


def _attested(text: object, now: datetime, demand: Demand) -> tuple[list[HolderKey], str]:
    """The keys of an attestation that comes alone (appendix F.3)."""
    found = check_key_attestation(text, demand, now)
    return [HolderKey(one.jwk) for one in found.keys], _nonce(found.nonce)


def _proof(text: object, audience: str, now: datetime, demand: Demand) -> tuple[list[HolderKey], str]:
    token = statements.read(text, TYPE, _HEADER, _fault)
    header, claims = token.header, token.claims
    if ("kid" in header) == ("jwk" in header):
        raise _fault("exactly one of kid and jwk")
    attested = None
    if "key_attestation" in header:
        attested = check_key_attestation(header["key_attestation"], demand, now)
    elif demand.required:
        raise _fault("a key attestation is required")
    public, key = _named_key(header, attested)
    statements.check_signed(token, public, _fault)
    if claims.get("aud") != audience:
        raise _fault("aud must be the credential issuer")
    statements.check_fresh(claims, now, _fault)
    nonce = _nonce(claims.get("nonce"))
    if attested is None:
        return [key], nonce
    if public.jwk not in [one.jwk for one in attested.keys]:
        raise _fault("the key is not one of those attested")
    if attested.nonce != nonce:
        raise _fault("the nonce of the key attestation is another")
    return [HolderKey(one.jwk) for one in attested.keys], nonce


def _nonce(given: object) -> str:
    if not isinstance(given, str) or not given:
        raise _fault("nonce is missing")
    return given


def _named_key(header: Mapping[str, Any], attested: AttestedKeys | None) -> tuple[PublicKey, HolderKey]:
    """The key that the header names: inside, by its place in the attestation, or by a DID that needs nobody to be asked."""
    try:
        if "jwk" in header:
            public = keys.from_jwk(header["jwk"])
            return public, HolderKey(public.jwk)
        kid = header["kid"]
        if isinstance(kid, str) and attested is not None and (one := attested.named(kid)) is not None:
            return one, HolderKey(one.jwk)
        if not isinstance(kid, str) or not kid.startswith(("did:key:", "did:jwk:")):
            raise _fault("kid must be an address of did:key or did:jwk")
        controller = kid.split("#", 1)[0]
        public = did.resolve(controller, Offline()).method(kid, did.AUTHENTICATION).key
    except InvalidValue as error:
        raise error if error.code == "openid.invalid-proof" else _fault(error.code) from None
    return public, HolderKey(public.jwk, controller)


def _fault(why: str) -> InvalidValue:
    return InvalidValue("openid.invalid-proof", why=why)
