"""The published samples of Open Badges 3.0 and CLR 2.0, read in two ways: the key in the address, and the issuer's document.

1EdTech's public validator takes the key out of the fragment of the proof's `verificationMethod`. W3C resolves the
document of the issuer, and so do we: a fragment alone says nothing of the issuer. Where that document says what the
fragment says, both readings agree; these tests hand it over in the first and keep it back in the second.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tanym.core.credentials import did
from tanym.core.credentials.checks import Name, Outcome
from tanym.core.credentials.keys import from_multibase
from tanym.core.credentials.ports import Offline
from tanym.core.credentials.proofs import data_integrity
from tanym.core.credentials.structure import listed
from tanym.core.credentials.verify import Verification, verify_document
from tanym.core.kernel.errors import TanymError
from tests.core.credentials.cast import STRANGER, World
from tests.core.credentials.published import published_contexts
from tests.places import SHARED, shared

FOLDER = SHARED / "vectors" / "open-badges"
NOW = datetime(2026, 11, 21, tzinfo=UTC)
CHECKED = (Name.SCHEMA, Name.SIGNATURE, Name.DATES, Name.STATUS)
FORMER = (
    "cryptosuite-unsupported"  # Ed25519Signature2020 or eddsa-2022: made before the suites had their names
)

# Every sample that we do not accept with the key handed over: the first check that says why.
REFUSED = {
    "ob30/bit-string-list/credential-status-revoked.json": "status-entry-malformed",  # statusListIndex is a number; the standard asks for text
    "ob30/complete_v1.json": FORMER,
    "ob30/credential-status-revoked.json": FORMER,
    "ob30/simple-did-key-method.json": "verification-method-invalid",  # the issuer is a UUID: nothing binds a key to it
    "ob30/simple-eddsa-2022.json": FORMER,
    "ob30/simple-err-credential-subject-profile-type.json": "issuer-invalid",
    "ob30/simple-err-credential-subject-type.json": "subject-invalid",
    "ob30/simple-err-expired.json": "expired",
    "ob30/simple-err-issuer-otheridentifier-type.json": "structure-invalid",
    "ob30/simple-err-issuer-parentorg-type.json": "issuer-invalid",
    "ob30/simple-err-issuer.json": "issuer-invalid",
    "ob30/simple-err-proof-method-no-scheme.json": "verification-method-invalid",
    "ob30/simple-err-proof-method-unknown-did-method.json": "verification-method-invalid",
    "ob30/simple-err-proof-method-unknown-scheme.json": "verification-method-invalid",
    "ob30/simple-err-proof-method.json": "unavailable",  # the fragment is no key: nothing to hand over
    "ob30/simple-err-type.json": "undefined-term",
    "ob30/simple-json.png": "unavailable",
    "ob30/simple-json.svg": "unavailable",
    "ob30/simple-jwt.png": "unavailable",  # tokens name no fragment: the issuer's document is the only way
    "ob30/simple-jwt.svg": "unavailable",
    "ob30/simple-jwt_v1.png": "unavailable",
    "ob30/simple-jwt_v1.svg": "unavailable",
    "ob30/simple-noproof.json": "subject-invalid",
    "ob30/simple_v1.json": FORMER,
    "clr20/complex.json": FORMER,
    "clr20/simple.jwt": "unavailable",
    "clr20/simple_old_safesigned.json": "context-not-installed",
    "clr20/simple_v1.json": FORMER,
}
VALID_FOR_THEM_ALONE = {"ob30/simple-did-key-method.json"}
"""Samples whose signature their reading confirms and ours does not."""


def rows() -> list[dict[str, Any]]:
    index = FOLDER / "index.json"
    absent = [{"file": "absent", "expected": "", "signature_with_key_in_fragment": ""}]
    return json.loads(index.read_text()) if index.exists() else absent


def sample(name: str) -> bytes:
    return (shared("vectors/open-badges") / name).read_bytes()


def document(data: bytes) -> dict[str, Any]:
    """The document of a sample that is JSON; the other ones hold their fragment inside a picture or a token."""
    return json.loads(data) if data.startswith(b"{") else {}


def handed_over(data: bytes) -> World:
    """The issuer's document as the fragment has it: one key, allowed to assert."""
    world = World({})
    for proof in listed(document(data).get("proof")):
        controller, _, fragment = str(proof.get("verificationMethod")).partition("#")
        try:
            from_multibase(fragment)
        except TanymError:
            continue
        address = did.web_address(controller) if controller.startswith("did:web:") else controller
        world.documents[address] = did.did_document(controller, [did.PublishedKey(fragment)])
    return world


def checked(data: bytes, fetcher: Any) -> Verification:
    return verify_document(data, now=NOW, fetcher=fetcher, contexts=published_contexts())


def first_fault(found: Verification) -> str:
    """The code of the first check that is not confirmed; empty where all are."""
    asked = [check for check in found.checks if check.name in CHECKED]
    assert len(asked) == len(CHECKED)
    faults = (check.code for check in asked if check.outcome is not Outcome.CONFIRMED)
    return next(faults, "").removeprefix("credential.")


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_with_the_key_of_the_fragment_a_sample_gets_its_answer(row: dict[str, Any]) -> None:
    data = sample(row["file"])
    found = checked(data, handed_over(data))
    assert first_fault(found) == REFUSED.get(row["file"], "")
    if row["expected"] == "invalid":
        assert first_fault(found)
    signature = found.check(Name.SIGNATURE)
    assert signature is not None
    confirmed = signature.outcome is Outcome.CONFIRMED
    computed = row["signature_with_key_in_fragment"]
    if computed == "invalid":
        assert not confirmed
    if computed == "valid" and signature.code != "credential.not-asked":
        assert confirmed is (row["file"] not in VALID_FOR_THEM_ALONE)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_without_the_issuers_document_no_sample_is_confirmed(row: dict[str, Any]) -> None:
    signature = checked(sample(row["file"]), Offline()).check(Name.SIGNATURE)
    assert signature is not None
    assert signature.outcome is not Outcome.CONFIRMED


def test_a_fragment_that_the_issuers_document_does_not_know_proves_nothing() -> None:
    data = sample("ob30/simple.json")
    issuer = document(data)["issuer"]["id"]
    other = World({issuer: did.did_document(issuer, [did.PublishedKey(STRANGER.multibase)])})
    assert first_fault(checked(data, other)) == "verification-method-invalid"


def test_a_key_that_speaks_for_itself_signed_the_badge_of_an_issuer_without_a_document() -> None:
    """What 1EdTech's validator confirms: this key made this signature. Whose key it is, nobody says."""
    (name,) = VALID_FOR_THEM_ALONE
    badge = document(sample(name))
    (proof,) = data_integrity.verify(
        badge,
        controller=listed(badge["proof"])[0]["verificationMethod"],
        now=NOW,
        fetcher=Offline(),
        contexts=published_contexts(),
    )
    assert proof.cryptosuite == "eddsa-rdfc-2022"
    assert not badge["issuer"]["id"].startswith("did:")


def test_every_sample_of_the_index_is_there_and_the_list_names_no_other() -> None:
    shared("vectors/open-badges")
    files = {row["file"] for row in rows()}
    assert set(REFUSED) <= files
    assert all((FOLDER / name).is_file() for name in files)
