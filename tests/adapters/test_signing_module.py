"""A security module (SoftHSM): keys that never leave it sign what the verifier believes."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tanym.adapters.signing.hardware import SecurityModule, _session
from tanym.core.credentials.keys import KeyKind, from_jwk, from_multibase
from tanym.core.kernel.errors import NotFound, Refused

LIBRARIES = [
    Path(folder) / "softhsm/libsofthsm2.so"
    for folder in ("/usr/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu")
]


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecurityModule]:
    """A new token of SoftHSM in a folder of its own."""
    library = next((path for path in LIBRARIES if path.exists()), None)
    if library is None or shutil.which("softhsm2-util") is None:
        if os.environ.get("TANYM_REQUIRE_ALL"):
            pytest.fail("SoftHSM is required here (apt-get install softhsm2)")
        pytest.skip("no SoftHSM on this machine (apt-get install softhsm2)")
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", "tanym", "--pin", "1234", "--so-pin", "5678"],
        check=True,
        capture_output=True,
    )
    yield SecurityModule(str(library), "tanym", "1234")
    _session.cache_clear()
    if before is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = before


@pytest.mark.parametrize("kind", [KeyKind.P256, KeyKind.ED25519])
def test_a_key_is_made_once_and_signs(module: SecurityModule, kind: KeyKind) -> None:
    label = f"did:web:localhost:o:kokzhar#{kind}"
    made = module.ensure(label, kind)
    assert module.ensure(label, kind).multibase == module.signer(label).multibase == made.multibase
    signature = made.sign(b"words")
    assert (made.kind, len(signature)) == (kind, 64)
    assert from_multibase(made.multibase).verifies(signature, b"words")
    assert from_jwk(dict(made.jwk)).verifies(signature, b"words")
    assert not from_multibase(made.multibase).verifies(signature, b"other")


def test_threads_take_turns(module: SecurityModule) -> None:
    signer = module.ensure("did:web:localhost:o:turns", KeyKind.P256)
    public = from_multibase(signer.multibase)
    with ThreadPoolExecutor(4) as pool:
        signed = list(pool.map(lambda one: (one, signer.sign(one)), [b"%d" % i for i in range(16)]))
    assert all(public.verifies(signature, message) for message, signature in signed)


def test_a_destroyed_key_signs_no_more(module: SecurityModule) -> None:
    signer = module.ensure("did:web:localhost:o:gone", KeyKind.ED25519)
    module.destroy("did:web:localhost:o:gone")
    with pytest.raises(NotFound):
        signer.sign(b"words")


def test_a_module_that_does_not_answer_is_named_as_that() -> None:
    with pytest.raises(Refused, match=r"credential\.signer-unavailable"):
        SecurityModule("/nowhere/lib.so", "tanym", "1234").signer("did:web:localhost:o:kokzhar")
