"""Attestations of wallets and of their keys, without a server: what is believed, for how long, and how often."""

from __future__ import annotations

import base64
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from tanym.adapters.signing.certified import SampleAuthority
from tanym.core.credentials.keys import KeyKind, thumbprint
from tanym.core.credentials.openid.key_attestation import Demand, check_key_attestation
from tanym.core.credentials.openid.wallet_attestation import Attested, check_attestation
from tanym.core.credentials.proofs.token import compact
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import NOW, Key

MAKER, INSTANCE, OTHER = (Key(seed, KeyKind.P256) for seed in (31, 32, 33))
SERVER, CLIENT = "https://tanym.example", "https://wallet.example"


def der(pem: bytes) -> bytes:
    return x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> SampleAuthority:
    """Who vouches for makers of wallets."""
    return SampleAuthority(Path(tmp_path_factory.mktemp("makers")), NOW)


def seconds(shift: int = 0) -> int:
    return int(NOW.timestamp()) + shift


def attested(authority: SampleAuthority, typ: str, key: Key = MAKER, **claims: Any) -> str:
    certificate = authority.certify(MAKER.jwk, name="Maker", address="maker.example")
    return compact({"typ": typ, "x5c": [base64.b64encode(der(certificate)).decode()]}, claims, key)


def wallet(authority: SampleAuthority, **claims: Any) -> str:
    said = {"sub": CLIENT, "exp": seconds(60), "cnf": {"jwk": dict(INSTANCE.jwk)}, **claims}
    return attested(authority, "oauth-client-attestation+jwt", **said)


def shown(key: Key = INSTANCE, **claims: Any) -> str:
    said = {"aud": SERVER, "jti": "j-1", "iat": seconds(), **claims}
    return compact({"typ": "oauth-client-attestation-pop+jwt"}, said, key)


def judged(authority: SampleAuthority, text: object, proof: object, later: int = 0) -> Any:
    try:
        return check_attestation(
            text, proof, audience=SERVER, providers=(der(authority.root),), now=NOW + timedelta(seconds=later),
            spend=lambda name, until: True,
        )  # fmt: skip
    except InvalidValue as error:
        return error.code.removeprefix("openid."), error.details["why"]


def test_a_wallet_is_known_by_its_make_and_its_own_key(authority: SampleAuthority) -> None:
    found = judged(authority, wallet(authority), shown())
    assert found == Attested(CLIENT, thumbprint(INSTANCE.jwk))
    assert judged(authority, wallet(authority), shown(iss=CLIENT, aud=[SERVER])) == found


def test_an_attestation_counts_until_its_last_second(authority: SampleAuthority) -> None:
    assert isinstance(judged(authority, wallet(authority), shown(), later=59), Attested)
    assert judged(authority, wallet(authority), shown(), later=60) == ("use-fresh-attestation", "exp is over")


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"sub": ""}, "sub is missing"),
        ({"sub": "x" * 300}, "sub is missing"),
        ({"exp": "soon"}, "exp is missing"),
        ({"iat": seconds(120)}, "iat is in the future"),
        ({"cnf": None}, "credential.key-malformed"),
        ({"cnf": {"jwk": {"kty": "oct", "k": "AA"}}}, "credential.header-not-allowed"),
    ],
)
def test_what_an_attestation_lacks_is_named(
    authority: SampleAuthority, claims: dict[str, Any], why: str
) -> None:
    assert judged(authority, wallet(authority, **claims), shown())[1] == why


def test_another_key_another_server_or_another_program_proves_nothing(authority: SampleAuthority) -> None:
    good = wallet(authority)
    assert judged(authority, good, shown(OTHER))[1] == "signature"
    assert (
        judged(authority, good, shown(aud="https://other.example"))[1]
        == "aud must be the authorisation server"
    )
    assert judged(authority, good, shown(iss="https://other.example"))[1] == "iss must be the program"
    assert judged(authority, good, good)[1] == "typ must be oauth-client-attestation-pop+jwt"
    by_other = attested(authority, "oauth-client-attestation+jwt", OTHER, sub=CLIENT, exp=seconds(60))
    assert judged(authority, by_other, shown())[1] == "signature"
    bare = compact({"typ": "oauth-client-attestation+jwt"}, {"sub": CLIENT, "exp": seconds(60)}, MAKER)
    assert judged(authority, bare, shown())[1] == "x5c leads to no provider of wallets that is trusted here"


def test_keys_are_attested_for_who_asks_for_the_place_where_they_are_kept(authority: SampleAuthority) -> None:
    text = attested(
        authority, "key-attestation+jwt", iat=seconds(), attested_keys=[dict(INSTANCE.jwk), dict(OTHER.jwk)],
        key_storage=["iso_18045_moderate"], nonce="n",
    )  # fmt: skip
    roots = (der(authority.root),)
    for storage in ((), ("iso_18045_high", "iso_18045_moderate")):
        found = check_key_attestation(text, Demand(roots, storage), NOW)
        assert ([one.jwk for one in found.keys], found.nonce) == ([dict(INSTANCE.jwk), dict(OTHER.jwk)], "n")
    assert found.named("1") == found.keys[1]
    assert [found.named(kid) for kid in ("2", "-1", "x", "")] == [None] * 4
    for demand in (Demand(roots, ("iso_18045_high",)), Demand((), ())):
        with pytest.raises(InvalidValue, match="invalid-proof"):
            check_key_attestation(text, demand, NOW)
