"""Requests for an access token with a pre-authorised code: read, and judged against the offer (OpenID4VCI 1.0, 6)."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tanym.core.credentials.openid.offers import MOST_TRIES, PRE_AUTHORISED
from tanym.core.kernel.errors import InvalidValue

LONGEST = 200


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """What a wallet sends for an access token."""

    code: str
    tx_code: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How an offer stands when its code comes: until when it counts, how often a wrong code was typed, whether it is over."""

    tx_code: str
    until: datetime
    tries: int = 0
    over: bool = False  # taken, taken back, or dead after too many tries


def single(form: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The members of a form, each there once (RFC 6749, 3.2); raises `InvalidValue("openid.invalid-request")`."""
    for name, values in form.items():
        if len(values) != 1:
            raise InvalidValue("openid.invalid-request", why=f"{name[:40]} more than once")
    return {name: values[0] for name, values in form.items()}


def read_token_request(form: Mapping[str, str]) -> TokenRequest:
    """The request in a form. Raises `InvalidValue`: `openid.unsupported-grant-type`, `openid.invalid-request`."""
    if form.get("grant_type") != PRE_AUTHORISED:
        raise InvalidValue("openid.unsupported-grant-type")
    code, tx_code = form.get("pre-authorized_code", ""), form.get("tx_code", "")
    if not code or len(code) > LONGEST:
        raise InvalidValue("openid.invalid-request", why="pre-authorized_code is missing")
    if not tx_code or len(tx_code) > LONGEST:
        raise InvalidValue("openid.invalid-request", why="tx_code is missing")
    return TokenRequest(code, tx_code)


def check_grant(asked: TokenRequest, standing: Standing, now: datetime) -> None:
    """Whether the offer may be taken with this transaction code.

    Raises `InvalidValue("openid.invalid-grant")` alike for a code that was used, that is too old, that is dead after
    `MOST_TRIES` wrong transaction codes, and for a wrong transaction code: who guesses learns nothing.
    """
    open_still = not standing.over and now < standing.until and standing.tries < MOST_TRIES
    right = hmac.compare_digest(asked.tx_code.encode(), standing.tx_code.encode())
    if not (open_still and right):
        raise InvalidValue("openid.invalid-grant")
