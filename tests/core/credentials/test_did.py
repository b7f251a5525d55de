"""Controllers: where their documents lie, and what in them counts."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import pytest

from tanym.core.credentials import did
from tanym.core.credentials.ports import Offline
from tanym.core.kernel.errors import InvalidValue, TanymError
from tests.core.credentials.cast import KOKZHAR, NOW, STRANGER, World


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("did:web:kokzhar.example", "https://kokzhar.example/.well-known/did.json"),
        ("did:web:tanym.example:issuers:kokzhar", "https://tanym.example/issuers/kokzhar/did.json"),
        ("did:web:localhost%3A8000:issuers:kokzhar", "https://localhost:8000/issuers/kokzhar/did.json"),
    ],
)
def test_a_did_web_has_one_address(name: str, address: str) -> None:
    assert did.web_address(name) == address


@pytest.mark.parametrize(
    "name",
    [
        "did:web:",
        "did:web:a.example:..:b",
        "did:web:a.example:%2e%2e",
        "did:web:a.example/x",
        "did:web:u@a.example",
        "did:web:a:",
    ],
)
def test_a_strange_did_web_is_refused(name: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        did.web_address(name)
    assert refused.value.code == "credential.did-malformed"


def test_the_host_is_written_as_the_method_asks() -> None:
    assert did.web_did("localhost:8000", "issuers", "kokzhar") == "did:web:localhost%3A8000:issuers:kokzhar"


def test_what_we_publish_is_read_back_with_its_ends() -> None:
    name = "did:web:kokzhar.example"
    old = did.PublishedKey(STRANGER.multibase, revoked=NOW - timedelta(days=3))
    network = World(
        {did.web_address(name): did.did_document(name, [did.PublishedKey(KOKZHAR.multibase), old])}
    )
    document = did.resolve(name, network)
    assert document.method(f"{name}#{KOKZHAR.multibase}").revoked is None
    assert document.method(f"{name}#{STRANGER.multibase}").revoked == NOW - timedelta(days=3)


def test_a_did_jwk_speaks_for_itself() -> None:
    public = base64.urlsafe_b64encode(KOKZHAR.private.public_key().public_bytes_raw()).rstrip(b"=").decode()
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": public}
    name = "did:jwk:" + base64.urlsafe_b64encode(json.dumps(jwk).encode()).rstrip(b"=").decode()
    assert did.resolve(name, Offline()).method(f"{name}#0").key.verifies(KOKZHAR.sign(b"x"), b"x")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id": "did:web:other.example"}, "did-document-invalid"),
        ({"verificationMethod": {}}, "did-document-invalid"),
        ({"verificationMethod": []}, "verification-method-invalid"),
        ({"assertionMethod": []}, "verification-method-not-authorised"),
        ({"assertionMethod": None}, "verification-method-not-authorised"),
    ],
)
def test_a_document_counts_only_as_it_is_written(change: dict[str, object], code: str) -> None:
    name = "did:web:kokzhar.example"
    document = did.did_document(name, [did.PublishedKey(KOKZHAR.multibase)]) | change
    with pytest.raises(TanymError) as refused:
        did.resolve(name, World({did.web_address(name): document})).method(f"{name}#{KOKZHAR.multibase}")
    assert refused.value.code == f"credential.{code}"


def test_a_key_of_another_controller_is_left_out() -> None:
    name = "did:web:kokzhar.example"
    document = did.did_document(name, [did.PublishedKey(KOKZHAR.multibase)])
    document["verificationMethod"][0]["controller"] = "did:web:other.example"
    with pytest.raises(InvalidValue) as refused:
        did.resolve(name, World({did.web_address(name): document})).method(f"{name}#{KOKZHAR.multibase}")
    assert refused.value.code == "credential.verification-method-invalid"
