"""Keys that sign for everybody: points of Ed25519 whose multiples are few (RFC 8032, 5.1.3 and 8.9)."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.credentials.keys import base64url_text, ed25519_multibase, from_jwk, from_multibase
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import Key

FIELD = 2**255 - 19
FEW = [
    (0).to_bytes(32, "little"),
    (1).to_bytes(32, "little"),
    (FIELD - 1).to_bytes(32, "little"),
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
]
OTHER_SPELLINGS = [(FIELD + more).to_bytes(32, "little") for more in range(19)]


def read(public: bytes) -> None:
    for reading in (
        lambda: from_multibase(ed25519_multibase(public)),
        lambda: from_jwk({"kty": "OKP", "crv": "Ed25519", "x": base64url_text(public)}),
    ):
        with pytest.raises(InvalidValue) as refused:
            reading()
        assert refused.value.code == "credential.key-malformed"


@pytest.mark.parametrize("public", [*FEW, *OTHER_SPELLINGS], ids=lambda one: one.hex()[:12])
@pytest.mark.parametrize("sign", [0, 0x80])
def test_a_key_that_signs_for_everybody_is_none(public: bytes, sign: int) -> None:
    read(public[:31] + bytes([public[31] | sign]))


def holds(public: bytes, text: bytes) -> bool:
    """Whether a signature that nobody made holds: the identity and zero."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify((1).to_bytes(32, "little") + bytes(32), text)
    except InvalidSignature:
        return False
    return True


@pytest.mark.parametrize("public", FEW, ids=lambda one: one.hex()[:12])
def test_such_a_key_does_sign_for_everybody(public: bytes) -> None:
    assert any(holds(public, b"%d" % number) for number in range(200))


@given(st.integers(1, 200))
def test_a_key_that_somebody_made_is_read(number: int) -> None:
    key = Key(number)
    assert from_multibase(key.multibase).jwk == key.jwk
