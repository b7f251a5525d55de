"""openbadgeslib (Python, another house): it verifies our badges in both forms, and we verify its."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3 import (
    Achievement,
    Issuer,
    OB3LdpSigner,
    OB3LdpVerifier,
    OB3Signer,
    OB3Verifier,
    OpenBadgeCredential,
)

from tanym.core.credentials import did
from tanym.core.credentials.checks import Name
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.proofs import data_integrity, token
from tests.core.credentials.cast import CONTEXTS, KOKZHAR, METHOD, Key, code, issued, verified, world

LONG_AGO = datetime(2024, 9, 1, tzinfo=UTC)  # that library asks the clock of the machine


def badge(key: Key) -> tuple[dict[str, Any], str]:
    """Aigul's badge of an issuer that speaks for itself, and the address of its key."""
    issuer, method = did.key_did(key.multibase)
    made = {**issued(), "issuer": {**issued()["issuer"], "id": issuer}, "validFrom": "2024-09-01T00:00:00Z"}
    made.pop("credentialStatus", None)
    made.pop("proof")
    return made, method


def pem(key: Key, private: bool = True) -> bytes:
    """The key in the form in which that library takes it."""
    if private:
        return key.private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    return key.private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def theirs(key: Key) -> OpenBadgeCredential:
    issuer, _ = did.key_did(key.multibase)
    return OpenBadgeCredential(
        issuer=Issuer(id=issuer, name="Università di Tevere"),
        recipient_id="did:example:aigul",
        achievement=Achievement(
            id="https://tevere.example/achievements/1",
            name="Furniture",
            description="Makes a chair that holds.",
            criteria_narrative="A chair was made, and it held.",
        ),
        issuance_date=LONG_AGO,
    )


def test_it_verifies_our_embedded_proof_and_refuses_a_change() -> None:
    key = Key(21)
    unsigned, method = badge(key)
    made = data_integrity.sign(unsigned, signer=key, method=method, created=LONG_AGO, contexts=CONTEXTS)
    found = OB3LdpVerifier().verify(json.dumps(made))
    assert found.issuer.id == unsigned["issuer"]["id"]
    assert found.achievement.name
    with pytest.raises(LibOpenBadgesException):
        OB3LdpVerifier().verify({**made, "name": "Changed"})


def test_it_finds_our_key_in_the_document_of_our_did() -> None:
    asked: list[str] = []

    def download(url: str) -> bytes:
        asked.append(url)
        return json.dumps(world().documents[url]).encode()

    unsigned, _ = badge(KOKZHAR)
    unsigned["issuer"]["id"] = METHOD.split("#")[0]
    made = data_integrity.sign(unsigned, signer=KOKZHAR, method=METHOD, created=LONG_AGO, contexts=CONTEXTS)
    assert OB3LdpVerifier().verify(made, download=download).issuer.id == "did:web:kokzhar.example"
    assert asked == ["https://kokzhar.example/.well-known/did.json"]


@pytest.mark.parametrize("kind", [KeyKind.ED25519, KeyKind.P256])
def test_it_verifies_our_token_and_refuses_a_change(kind: KeyKind) -> None:
    key = Key(22, kind)
    unsigned, method = badge(key)
    made = token.sign(unsigned, signer=key, kid=method, typ="JWT")
    verifier = OB3Verifier(pem(key, private=False))
    assert verifier.verify(made).issuer.id == unsigned["issuer"]["id"]
    other = token.sign({**unsigned, "name": "Changed"}, signer=key, kid=method, typ="JWT")
    mixed = ".".join([made.split(".")[0], other.split(".")[1], made.split(".")[2]])
    with pytest.raises(LibOpenBadgesException):
        verifier.verify(mixed)


def test_we_verify_its_embedded_proof_and_refuse_a_change() -> None:
    key = Key(23)
    made = OB3LdpSigner(pem(key)).sign(theirs(key), created=LONG_AGO)
    assert code(verified(made), Name.SIGNATURE) == "signed"
    assert code(verified(made), Name.SCHEMA) == "structure-as-expected"
    assert code(verified({**made, "name": "Changed"}), Name.SIGNATURE) == "signature-invalid"


@pytest.mark.parametrize(("kind", "algorithm"), [(KeyKind.ED25519, "EdDSA"), (KeyKind.P256, "ES256")])
def test_we_verify_its_token_and_refuse_a_change(kind: KeyKind, algorithm: str) -> None:
    key = Key(24, kind)
    made = OB3Signer(pem(key), algorithm).sign(theirs(key))
    found = verified(made.encode())
    assert code(found, Name.SIGNATURE) == "signed"
    assert code(found, Name.DATES) == "valid-without-end"
    head, payload, signature = made.split(".")
    assert code(verified(f"{head}.{payload}.{signature[:-8]}AAAAAAAA".encode()), Name.SIGNATURE) != "signed"
