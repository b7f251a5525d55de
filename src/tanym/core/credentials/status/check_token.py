"""Asks a token status list about one credential; a list that cannot be believed says nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tanym.core.credentials.checks import Check, Name, confirmed, not_checked, not_confirmed
from tanym.core.credentials.moments import from_seconds, stamp
from tanym.core.credentials.ports import Fetcher
from tanym.core.credentials.proofs import token as tokens
from tanym.core.credentials.proofs.issuer_keys import published_key
from tanym.core.credentials.signature import OPEN, answer
from tanym.core.credentials.status.token_list import TYPE, Status, read_claim, value_at
from tanym.core.kernel.errors import InvalidValue, NotFound, TanymError

HEADER = frozenset({"alg", "typ", "kid", "x5c"})
_OF_THE_LIST = (
    "credential.status-list-invalid",
    "credential.status-list-expired",
    "credential.status-list-untrusted",
)
NEGATIVE = {Status.INVALID: "credential.revoked", Status.SUSPENDED: "credential.suspended"}


def check_token_status(
    claims: Mapping[str, Any],
    issuer: str,
    now: datetime,
    fetcher: Fetcher,
    authorities: Sequence[bytes] = (),
) -> Check:
    """The status of an SD-JWT VC whose signature holds (Token Status List, 8.3)."""
    if "status" not in claims:
        return confirmed(Name.STATUS, "credential.status-not-used")
    status = claims["status"]
    if not isinstance(status, Mapping) or not status:
        return not_confirmed(Name.STATUS, "credential.status-entry-malformed")
    if "status_list" not in status:
        return not_checked(Name.STATUS, "credential.status-type-unsupported", type=sorted(status)[0][:60])
    try:
        place = read_claim(status["status_list"])
        found = _believed_list(place.uri, issuer, now, fetcher, authorities)
        value = value_at(found["status_list"], place.index)
    except TanymError as error:
        return answer(Name.STATUS, error)
    if value == Status.VALID:
        renewed = stamp(from_seconds(found["iat"]))[:16]
        return confirmed(Name.STATUS, "credential.not-revoked", renewed=renewed)
    if value in NEGATIVE:
        return not_confirmed(Name.STATUS, NEGATIVE[Status(value)])
    return not_checked(Name.STATUS, "credential.status-purpose-unknown", purpose=str(value))


def _believed_list(
    address: str, issuer: str, now: datetime, fetcher: Fetcher, authorities: Sequence[bytes]
) -> Mapping[str, Any]:
    """The claims of the list at an address, if the credential's own issuer signed it and it is in force now."""
    try:
        data = fetcher.fetch(address)
    except NotFound:
        raise NotFound("credential.status-unavailable") from None
    try:
        token = tokens.read(data.decode("ascii", "replace"))
        tokens.check_header(token.header, {TYPE}, HEADER)
        _check_claims(token.claims, address, issuer, now)
        _, method = published_key(token.header, issuer, fetcher, now, authorities)
        tokens.check_signed(token, method, now)
    except TanymError as error:
        if error.code in _OF_THE_LIST:
            raise
        if error.code in OPEN:
            raise NotFound("credential.status-unavailable") from None
        raise InvalidValue("credential.status-list-invalid") from None
    return token.claims


def _check_claims(claims: Mapping[str, Any], address: str, issuer: str, now: datetime) -> None:
    invalid = InvalidValue("credential.status-list-invalid")
    ttl = claims.get("ttl", 1)
    if claims.get("sub") != address or "iat" not in claims or "status_list" not in claims:
        raise invalid
    if isinstance(ttl, bool) or not isinstance(ttl, int | float) or ttl <= 0:
        raise invalid
    if claims.get("iss", issuer) != issuer:
        raise InvalidValue("credential.status-list-untrusted")
    if "exp" in claims and from_seconds(claims["exp"]) <= now:
        raise InvalidValue("credential.status-list-expired")
    if from_seconds(claims["iat"]) > now or ("nbf" in claims and from_seconds(claims["nbf"]) > now):
        raise invalid
