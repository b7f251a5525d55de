"""Keys in files: made once, readable by the owner alone."""

from __future__ import annotations

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.adapters.signing.envelope import Opened, Seals
from tanym.adapters.signing.files import KeyStore
from tanym.adapters.signing.software import SoftwareSigner, generate, written
from tanym.core.credentials.keys import KeyKind, from_jwk, from_multibase
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused

SEALS = Seals("a secret of the tests")
DID = "did:web:localhost%3A8000:issuers:kokzhar"


def test_a_key_is_made_once_and_signs(tmp_path: Path) -> None:
    store = KeyStore(tmp_path / "keys", SEALS)
    first = store.ensure(DID)
    assert store.ensure(DID).multibase == store.signer(DID).multibase == first.multibase
    assert from_multibase(first.multibase).verifies(first.sign(b"words"), b"words")
    assert not from_multibase(first.multibase).verifies(first.sign(b"words"), b"other")


def test_the_file_is_the_owners_alone(tmp_path: Path) -> None:
    store = KeyStore(tmp_path, SEALS)
    store.ensure(DID)
    (path,) = tmp_path.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    with pytest.raises(Refused) as refused:
        store.signer(DID)
    assert refused.value.code == "credential.key-exposed"


def test_two_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: KeyStore(tmp_path, SEALS).ensure(DID).multibase, range(16)))
    assert len(keys) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_a_missing_or_broken_key_has_its_code(tmp_path: Path) -> None:
    store = KeyStore(tmp_path, SEALS)
    with pytest.raises(NotFound):
        store.signer(DID)
    store.ensure(DID)
    (path,) = tmp_path.iterdir()
    path.write_bytes(b"{}")
    with pytest.raises(InvalidValue):
        store.signer(DID)


@pytest.mark.parametrize("name", ["../../etc/passwd", "did:web:" + "a" * 300, ""])
def test_a_strange_name_makes_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidValue):
        KeyStore(tmp_path, SEALS).ensure(name)
    assert not list(tmp_path.iterdir())


def test_a_did_never_leaves_the_folder(tmp_path: Path) -> None:
    KeyStore(tmp_path / "keys", SEALS).ensure("did:web:..%2F..%2Fescape:../x")
    assert [path.parent for path in tmp_path.rglob("*.key")] == [tmp_path / "keys"]


def test_nothing_of_the_key_is_readable_in_its_file(tmp_path: Path) -> None:
    KeyStore(tmp_path, SEALS).ensure(DID)
    (path,) = tmp_path.iterdir()
    assert b"PRIVATE" not in path.read_bytes()
    assert json.loads(path.read_bytes())["format"] == "tanym-key/1"
    for other in (Seals("another secret"), Seals("another secret", ["a third"])):
        with pytest.raises(Refused, match=r"credential\.key-locked"):
            KeyStore(tmp_path, other).signer(DID)


def test_a_file_in_the_clear_is_sealed_when_it_is_first_read(tmp_path: Path) -> None:
    key = generate(KeyKind.ED25519)
    plain = tmp_path / f"{quote(DID, safe='')}.pem"
    plain.touch(mode=0o600)
    plain.write_bytes(written(key))
    assert KeyStore(tmp_path, SEALS).ensure(DID).multibase == SoftwareSigner(key).multibase
    assert [path.suffix for path in tmp_path.iterdir()] == [".key"]
    assert KeyStore(tmp_path, SEALS).signer(DID).multibase == SoftwareSigner(key).multibase


def test_the_secret_changes_while_earlier_ones_still_open(tmp_path: Path) -> None:
    before = KeyStore(tmp_path, SEALS)
    made = {name: before.ensure(name).multibase for name in (DID, f"{DID}#P-256")}
    after = Seals("the new secret", ["a secret of the tests"])
    assert KeyStore(tmp_path, after).reseal() == len(made)
    alone = KeyStore(tmp_path, Seals("the new secret"))
    assert {name: alone.signer(name).multibase for name in made} == made


@given(st.binary(min_size=1, max_size=80), st.integers(min_value=0))
@settings(max_examples=40)
def test_an_envelope_opens_whole_under_its_own_name_only(content: bytes, at: int) -> None:
    envelope = SEALS.seal(content, DID)
    assert SEALS.open(envelope, DID) == Opened(content, True)
    with pytest.raises(InvalidValue):
        SEALS.open(envelope, f"{DID}#other")
    changed = bytearray(base64.b64decode(json.loads(envelope)["sealed"]))
    changed[at % len(changed)] ^= 1
    written_anew = json.loads(envelope) | {"sealed": base64.b64encode(bytes(changed)).decode()}
    with pytest.raises(InvalidValue):
        SEALS.open(json.dumps(written_anew).encode(), DID)


def test_keys_of_both_kinds_sign_in_the_form_of_the_port(tmp_path: Path) -> None:
    for kind in (KeyKind.ED25519, KeyKind.P256):
        signer = KeyStore(tmp_path, SEALS).ensure(f"{DID}#{kind}", kind)
        assert (signer.kind, len(signer.sign(b"words"))) == (kind, 64)
        assert from_multibase(signer.multibase).verifies(signer.sign(b"words"), b"words")
        assert from_jwk(dict(signer.jwk)).verifies(signer.sign(b"words"), b"words")


def test_a_destroyed_key_is_gone(tmp_path: Path) -> None:
    store = KeyStore(tmp_path, SEALS)
    store.ensure(DID)
    for _ in range(2):
        store.destroy(DID)
    with pytest.raises(NotFound):
        store.signer(DID)
