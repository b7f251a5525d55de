"""Keys and signers: what a signer says of itself is what verifiers read, in each of its three spellings."""

from __future__ import annotations

import base58
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.credentials import keys
from tanym.core.credentials.keys import KeyKind, Signer
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import Key

KINDS = (KeyKind.ED25519, KeyKind.P256, KeyKind.P384, KeyKind.P521)
SIZES = {KeyKind.ED25519: 64, KeyKind.P256: 64, KeyKind.P384: 96, KeyKind.P521: 132}


@pytest.mark.parametrize("kind", KINDS)
def test_a_signer_tells_its_public_half_as_multikey_and_as_jwk(kind: KeyKind) -> None:
    signer: Signer = Key(7, kind)
    signature = signer.sign(b"words")
    assert signer.kind is kind
    assert len(signature) == SIZES[kind]
    for read in (keys.from_multibase(signer.multibase), keys.from_jwk(dict(signer.jwk))):
        assert read.kind is kind
        assert read.verifies(signature, b"words")
        assert not read.verifies(signature, b"other words")
        assert (read.multibase, read.jwk) == (signer.multibase, signer.jwk)


@pytest.mark.parametrize(
    ("kind", "start"), [(KINDS[0], "z6Mk"), (KINDS[1], "zDna"), (KINDS[2], "z82L"), (KINDS[3], "z2J9")]
)
def test_the_beginning_of_a_multikey_tells_its_kind(kind: KeyKind, start: str) -> None:
    assert Key(1, kind).multibase.startswith(start)


def test_a_number_with_leading_zeros_keeps_its_size_in_a_jwk() -> None:
    made = (ec.derive_private_key(number, ec.SECP256R1()).public_key() for number in range(1, 2_000))
    found = next(key for key in made if key.public_numbers().x < 2**248)
    assert len(keys.base64url(keys.public_key(found).jwk["x"])) == 32


def test_signing_twice_gives_the_same_bytes() -> None:
    for kind in KINDS:
        assert Key(3, kind).sign(b"words") == Key(3, kind).sign(b"words")


@pytest.mark.parametrize("key", [ec.generate_private_key(ec.SECP256K1()).public_key(), object()])
def test_a_curve_that_is_not_read_is_refused(key: object) -> None:
    with pytest.raises(InvalidValue):
        keys.public_key(key)


def test_rsa_is_read_and_never_written_as_multikey() -> None:
    key = keys.public_key(rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key())
    assert keys.from_jwk(key.jwk).jwk == key.jwk
    with pytest.raises(InvalidValue):
        _ = key.multibase


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=80), st.binary(max_size=60).map(lambda data: "z" + base58.b58encode(data).decode())
    )
)
def test_any_multibase_text_is_a_key_or_malformed(text: str) -> None:
    try:
        key = keys.from_multibase(text)
    except InvalidValue:
        return
    assert key.multibase == text
