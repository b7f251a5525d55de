"""Proofs of a key beside a request: addresses are compared as what they name, and nothing is spent before all else holds."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.credentials.keys import KeyKind, thumbprint
from tanym.core.credentials.openid.dpop import check_dpop
from tanym.core.credentials.proofs.token import compact
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import NOW, Key

KEY = Key(41, KeyKind.P256)
HERE = "https://tanym.example/oauth/token"


class Notebook:
    """Remembers names, and which nonce is ours."""

    def __init__(self) -> None:
        self.spent: dict[str, datetime] = {}

    def spend(self, name: str, until: datetime) -> bool:
        new = name not in self.spent
        self.spent.setdefault(name, until)
        return new

    def check_nonce(self, given: object) -> None:
        if given != "n-1":
            raise InvalidValue("openid.use-dpop-nonce")


def proof(key: Key = KEY, header: dict[str, Any] | None = None, **claims: Any) -> str:
    said = {"htm": "POST", "htu": HERE, "jti": "j-1", "iat": int(NOW.timestamp()), "nonce": "n-1", **claims}
    return compact(header or {"typ": "dpop+jwt", "jwk": dict(key.jwk)}, said, key)


def judged(text: object, book: Notebook | None = None, address: str = HERE, token: str = "") -> str:
    book = book or Notebook()
    try:
        return check_dpop(
            text, method="POST", address=address, now=NOW, check_nonce=book.check_nonce, spend=book.spend, access_token=token
        )  # fmt: skip
    except InvalidValue as error:
        return str(error.details.get("why") or error.code)


def test_a_proof_names_its_key_and_is_remembered_as_long_as_it_counts() -> None:
    book = Notebook()
    assert judged(proof(), book) == thumbprint(KEY.jwk)
    assert list(book.spent.values()) == [NOW + timedelta(minutes=6)]
    assert judged(proof(), book) == "jti was used before"
    assert judged(proof(Key(42, KeyKind.P256)), book) == thumbprint(Key(42, KeyKind.P256).jwk)
    assert judged(proof(Key(43))) == thumbprint(Key(43).jwk)


@pytest.mark.parametrize(
    "address",
    [HERE, "HTTPS://TANYM.example/oauth/token", "https://tanym.example:443/oauth/token", f"{HERE}?a=b#c"],
)
def test_an_address_is_compared_without_query_fragment_and_what_goes_without_saying(address: str) -> None:
    assert judged(proof(htu=address)) == thumbprint(KEY.jwk)


@pytest.mark.parametrize(
    "address",
    ["https://tanym.example/oauth/Token", "http://tanym.example/oauth/token", "https://tanym.example:8443/oauth/token",
     "https://user@evil.example/oauth/token", "https://tanym.example", "", 7, None, "https://[", f"{HERE}/"],
)  # fmt: skip
def test_another_address_is_refused(address: Any) -> None:
    book = Notebook()
    assert judged(proof(htu=address), book) == "htu is another address"
    assert not book.spent


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (None, "credential.token-without-payload"),
        ("a.b.c", "credential.token-malformed"),
        (proof(header={"typ": "JWT", "jwk": dict(KEY.jwk)}), "typ must be dpop+jwt"),
        (proof(header={"typ": "dpop+jwt", "jwk": dict(KEY.jwk), "kid": "k"}), "header kid is not allowed"),
        (proof(header={"typ": "dpop+jwt", "jwk": {**KEY.jwk, "d": "AA"}}), "credential.header-not-allowed"),
        (proof(header={"typ": "dpop+jwt"}), "credential.key-malformed"),
        (proof(header={"typ": "dpop+jwt", "jwk": dict(Key(44).jwk)}), "alg and key differ"),
        (proof(header={"typ": "dpop+jwt", "alg": "none", "jwk": dict(KEY.jwk)}), "alg is not allowed"),
        (proof(header={"typ": "dpop+jwt", "jwk": dict(Key(45, KeyKind.P256).jwk)}), "signature"),
        (proof(htm="post"), "htm is another method"),
        (proof(iat=None), "iat is missing"),
        (proof(iat=True), "iat is missing"),
        (proof(jti="j" * 201), "jti is missing"),
        (proof(nonce="n-2"), "openid.use-dpop-nonce"),
    ],
)
def test_whatever_else_is_wrong_is_named_and_nothing_is_spent(text: object, why: str) -> None:
    book = Notebook()
    assert judged(text, book) == why
    assert not book.spent


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_proof_for_one_token_is_none_for_another(one: str, other: str) -> None:
    def hashed(text: str) -> str:
        return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()

    found = judged(proof(ath=hashed(one)), token=other)
    assert (found == thumbprint(KEY.jwk)) is (one == other or not other)
