"""Keys in files: made once, readable by the owner alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tanym.adapters.signing.envelope import Seals
from tanym.adapters.signing.files import KeyStore
from tanym.core.credentials.keys import from_multibase
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
