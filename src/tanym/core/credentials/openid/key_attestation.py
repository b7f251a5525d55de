"""Attestations of keys: what the maker of a wallet says of the place where its keys are kept (OpenID4VCI 1.0, appendix D)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tanym.core.credentials import keys
from tanym.core.credentials.keys import PublicKey
from tanym.core.credentials.openid import statements
from tanym.core.kernel.errors import InvalidValue

TYPE = "key-attestation+jwt"
MOST = 20
_HEADER = frozenset({"alg", "typ", "kid", "x5c"})


@dataclass(frozen=True, slots=True)
class Demand:
    """Whose attestations are believed (certificates, DER), and how well keys must be kept, by one of these words of
    appendix D.2 (`iso_18045_high` and others); empty: an attestation is welcome and not asked for."""

    providers: Sequence[bytes] = ()
    storage: Sequence[str] = ()

    @property
    def required(self) -> bool:
        """Whether a key without an attestation is refused."""
        return bool(self.storage)


@dataclass(frozen=True, slots=True)
class AttestedKeys:
    """The keys that an attestation names, in its order, and the nonce for which it was made."""

    keys: tuple[PublicKey, ...]
    nonce: object

    def named(self, kid: str) -> PublicKey | None:
        """The key at this place, counted from 0: so a proof names it that shows an attestation (F.1)."""
        return self.keys[int(kid)] if kid.isdecimal() and len(kid) < 3 and int(kid) < len(self.keys) else None


def check_key_attestation(text: object, demand: Demand, now: datetime) -> AttestedKeys:
    """The keys of an attestation that is believed and good enough.

    Raises `InvalidValue("openid.invalid-proof")`: it is a part of a proof, and the standard knows one error for both.
    """
    token = statements.read(text, TYPE, _HEADER, _fault)
    statements.check_vouched(token, demand.providers, now, _fault)
    claims = token.claims
    made = statements.moment(claims, "iat", _fault)
    if made - now > statements.NEWEST:
        raise _fault("iat is in the future")
    if "exp" in claims and statements.moment(claims, "exp", _fault) <= now:
        raise _fault("the key attestation is over")
    kept = claims.get("key_storage", [])
    if demand.required and not (isinstance(kept, list) and set(demand.storage) & {str(one) for one in kept}):
        raise _fault("key_storage is not good enough")
    named = claims.get("attested_keys")
    if not isinstance(named, list) or not 0 < len(named) <= MOST:
        raise _fault("attested_keys is missing")
    try:
        return AttestedKeys(tuple(keys.from_jwk(one) for one in named), claims.get("nonce"))
    except InvalidValue as error:
        raise _fault(error.code) from None


def _fault(why: str) -> InvalidValue:
    return InvalidValue("openid.invalid-proof", why=f"key attestation: {why}")
