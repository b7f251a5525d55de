"""Proofs that a wallet holds a key: attempts 3 and 5 on the protocol, and what a right proof says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.openid.holder_proof import MOST, TYPE, HolderKey, check_proofs
from tanym.core.credentials.proofs.token import compact
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import NOW, Key

ISSUER = "https://a.example/wallets"
WALLET, STRANGER = Key(41, KeyKind.P256), Key(42, KeyKind.P256)


def proof(key: Key = WALLET, header: dict[str, Any] | None = None, **claims: Any) -> str:
    said = {"aud": ISSUER, "iat": int(NOW.timestamp()), "nonce": "n-1", **claims}
    return compact(
        {"typ": TYPE, "jwk": dict(key.jwk), **(header or {})},
        {name: value for name, value in said.items() if value is not None},
        key,
    )


def checked(*texts: object, spend: Callable[[object], None] = lambda nonce: None) -> tuple[HolderKey, ...]:
    return check_proofs({"jwt": list(texts)}, audience=ISSUER, now=NOW, spend=spend)


def refusal(*texts: object, **how: Any) -> InvalidValue:
    with pytest.raises(InvalidValue) as refused:
        checked(*texts, **how)
    return refused.value


def test_the_proved_key_is_what_the_credential_is_bound_to() -> None:
    (found,) = checked(proof())
    assert found.jwk == WALLET.jwk
    assert set(found.jwk) == {"kty", "crv", "x", "y"}


def test_a_key_may_be_named_by_a_did_that_needs_nobody_to_be_asked() -> None:
    did = f"did:key:{WALLET.multibase}"
    text = compact(
        {"typ": TYPE, "kid": f"{did}#{WALLET.multibase}"},
        {"aud": ISSUER, "iat": int(NOW.timestamp()), "nonce": "n-1"},
        WALLET,
    )
    assert checked(text) == (HolderKey(WALLET.jwk, did),)


def test_each_nonce_is_spent_once_and_only_when_all_else_holds() -> None:
    spent: list[object] = []
    checked(proof(), proof(STRANGER), spend=spent.append)
    assert spent == ["n-1"]
    refusal(proof(), proof(STRANGER, aud="https://b.example"), spend=spent.append)
    assert spent == ["n-1"]


@pytest.mark.parametrize(
    ("name", "claims"),
    [
        ("another audience", {"aud": "https://b.example"}),
        ("audience in a list", {"aud": [ISSUER]}),
        ("no nonce", {"nonce": None}),
        ("a nonce that is no text", {"nonce": 7}),
        ("no iat", {"iat": None}),
        ("an iat that is no number", {"iat": True}),
        ("an old iat", {"iat": int((NOW - timedelta(minutes=6)).timestamp())}),
        ("a future iat", {"iat": int((NOW + timedelta(minutes=2)).timestamp())}),
    ],
)
def test_a_proof_that_says_something_else_is_refused(name: str, claims: dict[str, Any]) -> None:
    assert refusal(proof(**claims)).code == "openid.invalid-proof", name


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("alg none", {"alg": "none"}),
        ("alg HS256", {"alg": "HS256"}),
        ("alg of another kind of key", {"alg": "EdDSA"}),
        ("typ JWT", {"typ": "JWT"}),
        ("both kid and jwk", {"kid": f"did:key:{WALLET.multibase}#{WALLET.multibase}"}),
        ("x5c beside", {"x5c": ["AA=="]}),
        ("neither kid nor jwk", {"jwk": None}),
        ("a foreign key", {"jwk": dict(STRANGER.jwk)}),
        ("a private key", {"jwk": {**WALLET.jwk, "d": "AA"}}),
        ("critical members", {"crit": ["exp"]}),
    ],
)
def test_a_proof_with_a_wrong_header_is_refused(name: str, header: dict[str, Any]) -> None:
    assert refusal(proof(header=header)).code == "openid.invalid-proof", name


@pytest.mark.parametrize(
    "kid", ["did:web:a.example#k", "k-1", f"did:key:{STRANGER.multibase}#{STRANGER.multibase}"]
)
def test_a_kid_must_lead_to_the_key_without_asking_anybody(kid: str) -> None:
    text = compact(
        {"typ": TYPE, "kid": kid}, {"aud": ISSUER, "iat": int(NOW.timestamp()), "nonce": "n"}, WALLET
    )
    assert refusal(text).code == "openid.invalid-proof"


def test_one_key_twice_in_a_batch_is_refused() -> None:
    assert "twice" in refusal(proof(), proof(nonce="n-2")).details["why"]  # type: ignore[operator]


@pytest.mark.parametrize(
    "proofs",
    [None, {}, [], {"jwt": []}, {"jwt": "a"}, {"jwt": [7]}, {"jwt": ["a.b.c"]}, {"di_vp": [{}]},
     {"jwt": [proof()], "di_vp": [{}]}, {"jwt": [proof(Key(50 + n, KeyKind.P256)) for n in range(MOST + 1)]}],
)  # fmt: skip
def test_proofs_of_another_form_are_refused(proofs: object) -> None:
    with pytest.raises(InvalidValue) as refused:
        check_proofs(proofs, audience=ISSUER, now=NOW, spend=lambda nonce: None)
    assert refused.value.code == "openid.invalid-proof"
