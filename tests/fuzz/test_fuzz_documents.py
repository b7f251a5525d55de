"""Documents from strangers: JSON, badges, status lists, DID documents, presentations, seals. No input does more than be refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from random import Random
from typing import Any

import pytest

from tanym.core.credentials import did
from tanym.core.credentials.checks import Outcome
from tanym.core.credentials.issuable import check_issuable
from tanym.core.credentials.keys import KeyKind, from_jwk, from_multibase
from tanym.core.credentials.moments import stamp
from tanym.core.credentials.parse import parse
from tanym.core.credentials.ports import Offline
from tanym.core.credentials.proofs import data_integrity
from tanym.core.credentials.status import bitstring, token_list
from tanym.core.credentials.verify import verify_document
from tanym.core.credentials.written_contexts import named_contexts
from tests.core.credentials.cast import (
    CONTEXTS,
    INDEX,
    ISSUER,
    KOKZHAR,
    LIST,
    METHOD,
    NOW,
    Key,
    Registered,
    World,
    decision,
    issued,
    world,
)
from tests.fuzz.mutations import mutated, mutated_bytes
from tests.fuzz.trying import try_out

BADGE, DECISION = issued(), issued(decision())
DID_ADDRESS = did.web_address(ISSUER)


def as_bytes(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")


def asked(data: bytes, network: World | None = None) -> None:
    """The verifier answers every check of every input; it never says that a fault of ours is one of the document."""
    found = verify_document(
        data, now=NOW, fetcher=network or world(), contexts=CONTEXTS, register=Registered()
    )
    assert found.checks
    assert all(check.code.startswith(("credential.", "seal.")) for check in found.checks)


def signed_text(document: dict[str, Any]) -> dict[str, Any]:
    """Signed over its text, whatever it says, so that everything behind the signature is reached."""
    return data_integrity.sign(
        {**document, "issuer": document.get("issuer", ISSUER)},
        signer=KOKZHAR,
        method=METHOD,
        created=NOW,
        contexts=CONTEXTS,
        cryptosuite="eddsa-jcs-2022",
    )


def test_json() -> None:
    text = as_bytes(BADGE)
    try_out("JSON", lambda random: parse(mutated_bytes(text, random)))


def test_a_badge_changed_in_its_structure() -> None:
    try_out(
        "badge, changed",
        lambda random: asked(as_bytes(mutated(random.choice((BADGE, DECISION)), random))),
    )


def test_a_badge_changed_and_signed_all_the_same() -> None:
    def attempt(random: Random) -> None:
        changed = mutated(random.choice((BADGE, DECISION)), random)
        asked(as_bytes(signed_text(changed)))

    try_out("badge, changed and signed", attempt)


def texts(value: Any) -> set[str]:
    """Every text and number that a reading says."""
    if is_dataclass(value) and not isinstance(value, type):
        return texts([getattr(value, one.name) for one in fields(value)])
    if isinstance(value, Mapping):
        return texts(list(value.values()))
    if isinstance(value, list | tuple):
        return set().union(*map(texts, value))
    return {str(value)}


def test_a_changed_badge_that_verifies_says_nothing_that_was_not_signed() -> None:
    signed = verify_document(as_bytes(BADGE), now=NOW, fetcher=world(), contexts=CONTEXTS).plain

    def attempt(random: Random) -> None:
        changed = mutated(BADGE, random)
        found = verify_document(as_bytes(changed), now=NOW, fetcher=world(), contexts=CONTEXTS)
        if all(check.outcome is Outcome.CONFIRMED for check in found.checks[:3]):
            assert texts(found.plain) <= texts(signed) | {"", "None", "False"}

    try_out("badge, changed and still valid", attempt)


def test_what_an_issuer_is_given() -> None:
    unsigned = {name: value for name, value in BADGE.items() if name != "proof"}
    written = {**unsigned, "@context": [*unsigned["@context"], {"club": "https://example.org/club"}]}

    def attempt(random: Random) -> None:
        check_issuable(*named_contexts(mutated(random.choice((unsigned, written)), random), CONTEXTS))

    try_out("document to be signed", attempt)


def test_status_lists() -> None:
    first = world((INDEX,)).documents[LIST]

    def attempt(random: Random) -> None:
        network = world()
        changed = mutated({name: value for name, value in first.items() if name != "proof"}, random)
        network.documents[LIST] = signed_text(changed) if random.randint(0, 3) else changed
        asked(as_bytes(BADGE), network)

    try_out("status list", attempt)


@pytest.mark.parametrize("kind", ["bitstring", "token"])
def test_packed_lists(kind: str) -> None:
    if kind == "bitstring":
        packed, unpack = bitstring.pack((1, 5)), bitstring.unpack
    else:
        packed, unpack = token_list.pack({1: 1}, 131_072), token_list.unpack
    try_out(
        f"packed list ({kind})",
        lambda random: unpack(mutated_bytes(packed.encode(), random).decode("latin-1")),
    )
    try_out(f"entry of a list ({kind})", lambda random: _entries(kind, random), 0.5)


def _entries(kind: str, random: Random) -> None:
    if kind == "bitstring":
        bitstring.read_entry(mutated({"a": BADGE["credentialStatus"]}, random).get("a"))
    else:
        token_list.read_claim(mutated({"a": {"status_list": {"idx": 3, "uri": LIST}}}, random).get("a"))


def test_did_documents() -> None:
    good = world().documents[DID_ADDRESS]
    jwk = {
        "id": ISSUER,
        "verificationMethod": [
            {"id": "#1", "type": "JsonWebKey", "controller": ISSUER, "publicKeyJwk": dict(KOKZHAR.jwk)}
        ],
        "assertionMethod": ["#1"],
    }

    def attempt(random: Random) -> None:
        changed = mutated(random.choice((good, jwk)), random)
        text = as_bytes(changed) if random.randint(0, 3) else mutated_bytes(as_bytes(changed), random)
        document = did.resolve(ISSUER, Answering(text))
        assert document.id == ISSUER

    try_out("DID document", attempt)
    try_out("badge of a changed DID document", lambda random: _with_did(good, random), 0.3)


def _with_did(good: dict[str, Any], random: Random) -> None:
    network = world()
    network.documents[DID_ADDRESS] = mutated(good, random)
    asked(as_bytes(BADGE), network)


class Answering:
    """A network that gives one answer to every question."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer

    def fetch(self, url: str) -> bytes:
        return self._answer


def test_identifiers() -> None:
    names = (
        "did:web:kokzhar.example:issuers:1",
        f"did:key:{KOKZHAR.multibase}",
        "did:jwk:eyJrdHkiOiJPS1AifQ",
        LIST,
    )

    def attempt(random: Random) -> None:
        name = mutated_bytes(random.choice(names).encode(), random).decode("latin-1")
        did.resolve(name, Offline())

    try_out("identifier", attempt)


def test_keys() -> None:
    made = [Key(3, kind) for kind in (KeyKind.ED25519, KeyKind.P256, KeyKind.P384, KeyKind.P521)]
    try_out(
        "multibase",
        lambda random: from_multibase(
            mutated_bytes(random.choice(made).multibase.encode(), random).decode("latin-1")
        ),
    )
    try_out("JWK", lambda random: from_jwk(mutated(dict(random.choice(made).jwk), random)))


def test_presentations() -> None:
    holder = Key(12)
    own, method = did.key_did(holder.multibase)
    shown = {
        "@context": [BADGE["@context"][0]],
        "type": ["VerifiablePresentation"],
        "holder": own,
        "verifiableCredential": [BADGE],
    }

    def attempt(random: Random) -> None:
        changed = mutated(shown, random)
        if random.randint(0, 3):
            changed = data_integrity.sign(
                changed,
                signer=holder,
                method=method,
                created=NOW,
                contexts=CONTEXTS,
                cryptosuite="eddsa-jcs-2022",
                purpose="authentication",
                request={"challenge": stamp(NOW)},
            )
        asked(as_bytes(changed))

    try_out("presentation", attempt, 0.7)
