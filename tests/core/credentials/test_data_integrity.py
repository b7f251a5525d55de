"""Proofs: the published W3C examples verify, and each change of a proof has its own answer."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.ports import Offline
from tanym.core.credentials.proofs import data_integrity
from tanym.core.kernel.errors import TanymError
from tests.core.credentials.cast import CONTEXTS, KOKZHAR, NOW, STRANGER, issued, signed, verified, world
from tests.core.credentials.published import published_contexts
from tests.places import shared

PUBLISHED = (
    "eddsa/eddsa-rdfc-2022/signedDataInt.json",
    "eddsa/eddsa-jcs-2022/signedJCS.json",
    "ecdsa/ecdsa-rdfc-2019-p256/signedECDSAP256.json",
    "ecdsa/ecdsa-rdfc-2019-p384/signedECDSAP384.json",
    "ecdsa/ecdsa-jcs-2019-p256/signedJCSECDSAP256.json",
)


@pytest.fixture(scope="module")
def all_contexts() -> Contexts:
    return published_contexts()


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_example_verifies_and_its_change_does_not(name: str, all_contexts: Contexts) -> None:
    document = json.loads((shared("vectors/data-integrity") / name).read_text())
    controller = document["proof"]["verificationMethod"].split("#")[0]
    now = datetime(2026, 11, 21, tzinfo=UTC)
    how: dict[str, Any] = {
        "controller": controller,
        "now": now,
        "fetcher": Offline(),
        "contexts": all_contexts,
    }
    assert data_integrity.verify(document, **how)[0].cryptosuite == document["proof"]["cryptosuite"]
    document["validFrom"] = "2023-01-01T00:00:01Z"
    with pytest.raises(TanymError) as refused:
        data_integrity.verify(document, **how)
    assert refused.value.code == "credential.signature-invalid"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"proofPurpose": "authentication"}, "proof-purpose-mismatch"),
        ({"created": "2026-11-20"}, "proof-malformed"),
        ({"created": "2026-11-20T10:42:00"}, "proof-malformed"),
        ({"created": "2030-01-01T00:00:00Z"}, "proof-not-yet-valid"),
        ({"expires": "2026-11-01T00:00:00Z"}, "proof-expired"),
        ({"cryptosuite": "bbs-2023"}, "cryptosuite-unsupported"),
        ({"cryptosuite": "ecdsa-rdfc-2019"}, "key-type-mismatch"),
        ({"type": "Ed25519Signature2020"}, "cryptosuite-unsupported"),
        ({"type": None}, "proof-malformed"),
        ({"proofValue": "u" + "A" * 86}, "proof-malformed"),
        ({"proofValue": "z0OIl"}, "proof-malformed"),
        ({"proofValue": None}, "proof-malformed"),
        ({"proofValue": "z2"}, "signature-invalid"),
        ({"verificationMethod": "key-1"}, "verification-method-invalid"),
        ({"verificationMethod": ["a", "b"]}, "verification-method-invalid"),
        ({"verificationMethod": f"did:key:{STRANGER.multibase}#{STRANGER.multibase}"}, "issuer-key-mismatch"),
        ({"previousProof": "urn:uuid:1"}, "proof-malformed"),
        ({"challenge": "added later"}, "signature-invalid"),
    ],
)
def test_each_fault_of_a_proof_has_its_answer(change: dict[str, Any], code: str) -> None:
    badge = issued()
    badge["proof"] |= change
    check = verified(badge).checks[1]
    assert check.code == f"credential.{code}"


def test_every_proof_of_a_set_counts() -> None:
    badge = issued()
    good, bad = badge["proof"], {**badge["proof"], "created": "2026-11-20T10:41:00Z"}
    assert verified({**badge, "proof": [good, good]}).checks[1].code == "credential.signed"
    assert verified({**badge, "proof": [good, bad]}).checks[1].code == "credential.signature-invalid"
    strange = {**good, "cryptosuite": "bbs-2023"}
    assert verified({**badge, "proof": [strange, good]}).checks[1].code == "credential.signed"
    assert verified({**badge, "proof": [strange]}).checks[1].code == "credential.cryptosuite-unsupported"
    assert verified({**badge, "proof": [good] * 9}).checks[1].code == "credential.proof-malformed"
    for nothing in ([], None, {}):
        assert verified({**badge, "proof": nothing}).checks[1].code in (
            "credential.proof-missing",
            "credential.proof-malformed",
        )


def test_a_signature_is_stable_for_the_same_words() -> None:
    """Ed25519 and canonical quads leave no choice: order of members and of spaces do not matter."""
    badge = issued()
    turned = dict(reversed([item for item in badge.items() if item[0] != "proof"]))
    assert signed(turned)["proof"] == badge["proof"]


def test_an_authentication_key_does_not_issue() -> None:
    network = world()
    document = network.documents["https://kokzhar.example/.well-known/did.json"]
    document["authentication"] = document.pop("assertionMethod")
    assert verified(issued(), network).checks[1].code == "credential.verification-method-not-authorised"


def test_a_moment_of_signing_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        data_integrity.sign(
            {"@context": []},
            signer=KOKZHAR,
            method="did:example:1#1",
            created=(NOW - timedelta(days=1)).replace(tzinfo=None),
            contexts=CONTEXTS,
        )
