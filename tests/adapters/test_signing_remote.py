"""A remote signing service, over real HTTP: it signs, and what is not its own signature is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tanym.adapters.signing.remote import SigningService
from tanym.core.credentials.keys import KeyKind, from_multibase
from tanym.core.kernel.errors import NotFound, Refused
from tests.adapters.signing_service import SECRET, Service, service

NAME = "did:web:localhost%3A8000:o:kokzhar#P-256"


@pytest.fixture
def running() -> Iterator[Service]:
    """A service that keeps to the protocol until a test says otherwise."""
    with service() as found:
        yield found


@pytest.mark.parametrize("kind", [KeyKind.P256, KeyKind.ED25519])
def test_a_key_is_made_once_and_signs(running: Service, kind: KeyKind) -> None:
    asked = SigningService(running.address, SECRET)
    made = asked.ensure(NAME, kind)
    assert asked.ensure(NAME, kind).multibase == asked.signer(NAME).multibase == made.multibase
    assert made.kind is kind
    assert from_multibase(made.multibase).verifies(made.sign(b"words"), b"words")
    assert dict(made.jwk) == from_multibase(made.multibase).jwk


def test_for_ecdsa_only_the_digest_leaves(running: Service) -> None:
    signer = SigningService(running.address, SECRET).ensure(NAME, KeyKind.P256)
    first, second = (signer.sign(b"the words of a document") for _ in range(2))
    assert first
    assert second
    assert all("message" not in one and len(one["digest"]) == 43 for one in running.asked)
    assert len({one["request"] for one in running.asked}) == 2


@pytest.mark.parametrize(
    ("breaks", "code"),
    [
        ("stranger", "credential.signer-mismatch"),
        ("replay", "credential.signer-mismatch"),
        ("html", "credential.signer-unavailable"),
        ("error", "credential.signer-unavailable"),
    ],
)
def test_an_answer_that_is_not_the_signature_is_refused(running: Service, breaks: str, code: str) -> None:
    signer = SigningService(running.address, SECRET).ensure(NAME, KeyKind.P256)
    running.breaks = breaks
    with pytest.raises(Refused) as refused:
        signer.sign(b"words")
    assert refused.value.code == code


def test_another_kind_than_was_asked_for_is_refused(running: Service) -> None:
    asked = SigningService(running.address, SECRET)
    asked.ensure(NAME, KeyKind.P256)
    with pytest.raises(Refused, match=r"credential\.signer-mismatch"):
        asked.ensure(NAME, KeyKind.ED25519)


def test_who_is_not_known_gets_no_signature(running: Service) -> None:
    with pytest.raises(Refused, match=r"credential\.signer-refused"):
        SigningService(running.address, "a guess").ensure(NAME, KeyKind.P256)
    with pytest.raises(NotFound, match=r"credential\.key-missing"):
        SigningService(running.address, SECRET).signer(NAME)


@pytest.mark.parametrize("address", ["http://signer.example", "http://127.0.0.1:1", "ftp://127.0.0.1/"])
def test_nobody_is_asked_in_the_clear_but_this_machine(address: str) -> None:
    with pytest.raises(Refused, match=r"credential\.signer-unavailable"):
        SigningService(address, SECRET).signer(NAME)
