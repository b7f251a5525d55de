"""Proofs that a wallet holds a key (OpenID4VCI 1.0, appendix F.1): the key to which a credential will be bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tanym.core.credentials import did, keys
from tanym.core.credentials.keys import KeyKind, PublicKey
from tanym.core.credentials.ports import Offline
from tanym.core.credentials.proofs import token as tokens
from tanym.core.credentials.proofs.token import Token
from tanym.core.kernel.errors import InvalidValue, TanymError

TYPE = "openid4vci-proof+jwt"
ALGORITHMS: Mapping[str, KeyKind] = {
    "ES256": KeyKind.P256,
    "EdDSA": KeyKind.ED25519,
    "Ed25519": KeyKind.ED25519,
}
OLDEST, NEWEST = timedelta(minutes=5), timedelta(minutes=1)
"""How old a proof may be, and how far its clock may run ahead of ours."""
MOST = 5
"""Proofs, and so copies, in one request."""
_HEADER = frozenset({"alg", "typ", "kid", "jwk"})


@dataclass(frozen=True, slots=True)
class HolderKey:
    """The key that a wallet proved to hold: as a JWK for `cnf`, and the DID by which it was named, if by one."""

    jwk: Mapping[str, str]
    did: str = ""


def check_proofs(
    proofs: object, *, audience: str, now: datetime, spend: Callable[[object], None]
) -> tuple[HolderKey, ...]:
    """The keys of the `proofs` of a credential request: one of each proof, no key twice.

    `audience` is the identifier of the issuer; `spend` takes a nonce and raises `InvalidValue("openid.invalid-nonce")`
    where it is not ours, too old or used before. It is called once for each nonce, after everything else holds.
    Raises `InvalidValue("openid.invalid-proof")` else.
    """
    if not isinstance(proofs, dict) or set(proofs) != {"jwt"}:
        raise _fault("proofs must hold jwt and nothing else")
    texts = proofs["jwt"]
    if not isinstance(texts, list) or not 1 <= len(texts) <= MOST:
        raise _fault("proofs.jwt must be a list of proofs")
    read = [_proof(text, audience, now) for text in texts]
    found = tuple(key for key, _ in read)
    points = [tuple(sorted(key.jwk.items())) for key in found]
    if len(set(points)) != len(points):
        raise _fault("the same key twice")
    for nonce in dict.fromkeys(nonce for _, nonce in read):
        spend(nonce)
    return found


def _proof(text: object, audience: str, now: datetime) -> tuple[HolderKey, str]:
    try:
        token = tokens.read(text if isinstance(text, str) else "")
    except TanymError as error:
        raise _fault(error.code) from None
    header, claims = token.header, token.claims
    if header.get("typ") != TYPE:
        raise _fault("typ must be " + TYPE)
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
        raise _fault("alg is not allowed")
    if strange := sorted(header.keys() - _HEADER):
        raise _fault(f"header {strange[0][:40]} is not allowed")
    if ("kid" in header) == ("jwk" in header):
        raise _fault("exactly one of kid and jwk")
    public, key = _named_key(header)
    if public.kind is not ALGORITHMS[algorithm]:
        raise _fault("alg and key differ")
    if not _signed_by(token, public):
        raise _fault("signature")
    if claims.get("aud") != audience:
        raise _fault("aud must be the credential issuer")
    made = claims.get("iat")
    if isinstance(made, bool) or not isinstance(made, (int, float)) or not 0 < made < 253_402_300_800:
        raise _fault("iat is missing")
    age = now - datetime.fromtimestamp(made, UTC)
    if not -NEWEST <= age <= OLDEST:
        raise _fault("iat is too old or in the future")
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not nonce:
        raise _fault("nonce is missing")
    return key, nonce


def _named_key(header: Mapping[str, Any]) -> tuple[PublicKey, HolderKey]:
    """The key that the header names: inside, or by a DID that needs nobody to be asked."""
    try:
        if "jwk" in header:
            public = keys.from_jwk(header["jwk"])
            return public, HolderKey(public.jwk)
        kid = header["kid"]
        if not isinstance(kid, str) or not kid.startswith(("did:key:", "did:jwk:")):
            raise _fault("kid must be an address of did:key or did:jwk")
        controller = kid.split("#", 1)[0]
        public = did.resolve(controller, Offline()).method(kid, did.AUTHENTICATION).key
    except InvalidValue as error:
        raise error if error.code == "openid.invalid-proof" else _fault(error.code) from None
    return public, HolderKey(public.jwk, controller)


def _signed_by(token: Token, key: PublicKey) -> bool:
    message, _, signature = token.text.rpartition(".")
    try:
        return key.verifies(keys.base64url(signature), message.encode())
    except ValueError:
        return False


def _fault(why: str) -> InvalidValue:
    return InvalidValue("openid.invalid-proof", why=why)
