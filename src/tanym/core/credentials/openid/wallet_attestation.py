"""Attestations of wallets: what the maker of a wallet says of it, and the wallet's proof that it is the one (OpenID4VCI 1.0, appendix E)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tanym.core.credentials import keys
from tanym.core.credentials.openid import statements
from tanym.core.credentials.openid.statements import Spend
from tanym.core.kernel.errors import InvalidValue

TYPE, PROOF_TYPE = "oauth-client-attestation+jwt", "oauth-client-attestation-pop+jwt"
METHOD = "attest_jwt_client_auth"
"""The name of this way to authenticate (OAuth 2.0 Attestation-Based Client Authentication)."""
AHEAD = timedelta(minutes=1)
_HEADER = frozenset({"alg", "typ", "kid", "x5c"})
_PROOF_HEADER = frozenset({"alg", "typ", "kid", "jwk"})


@dataclass(frozen=True, slots=True)
class Attested:
    """A wallet whose maker vouches for it: the program that it is, as all wallets of that make are called, and the
    thumbprint of the key that this one of them holds."""

    client_id: str
    instance: str


def check_attestation(
    attestation: object,
    proof: object,
    *,
    audience: str,
    providers: Sequence[bytes],
    now: datetime,
    spend: Spend,
) -> Attested:
    """The wallet that shows an attestation and proves to hold its key.

    `audience` is the identifier of the authorisation server; `providers` are the certificates (DER) of those who vouch
    for makers of wallets. Raises `InvalidValue`: `openid.invalid-client-attestation`, or `openid.use-fresh-attestation`
    for one whose time is over.
    """
    token = statements.read(attestation, TYPE, _HEADER, _fault)
    statements.check_vouched(token, providers, now, _fault)
    claims = token.claims
    client, confirmed = claims.get("sub"), claims.get("cnf")
    if not isinstance(client, str) or not 0 < len(client) <= statements.LONGEST:
        raise _fault("sub is missing")
    if statements.moment(claims, "exp", _fault) <= now:
        raise InvalidValue("openid.use-fresh-attestation", why="exp is over")
    for name in ("iat", "nbf"):
        if name in claims and statements.moment(claims, name, _fault) > now + AHEAD:
            raise _fault(f"{name} is in the future")
    try:
        key = keys.from_jwk(_bare(confirmed))
    except InvalidValue as error:
        raise _fault(error.code) from None
    shown = statements.read(proof, PROOF_TYPE, _PROOF_HEADER, _fault)
    statements.check_signed(shown, key, _fault)
    if shown.claims.get("aud") not in (audience, [audience]):
        raise _fault("aud must be the authorisation server")
    if shown.claims.get("iss", client) != client:
        raise _fault("iss must be the program")
    statements.check_fresh(shown.claims, now, _fault)
    instance = keys.thumbprint(key.jwk)
    statements.check_once(shown.claims, instance, now, spend, _fault)
    return Attested(client, instance)


def _bare(confirmed: object) -> object:
    return confirmed.get("jwk") if isinstance(confirmed, dict) else None


def _fault(why: str) -> InvalidValue:
    return InvalidValue("openid.invalid-client-attestation", why=why)
