"""Presentations: who shows, to whom, and every credential inside; with the siblings of the published cases with its reason."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

import base58
import pytest

from tanym.core.credentials import did
from tanym.core.credentials.compose.open_badge import open_badge
from tanym.core.credentials.contexts import VC_V2
from tanym.core.credentials.expected import Expected
from tanym.core.credentials.proofs import data_integrity
from tanym.core.credentials.proofs.token import compact
from tanym.core.credentials.status.bitstring import StatusEntry
from tanym.core.credentials.verify import Verification
from tests.core.credentials.cast import (
    AIGUL,
    CONTEXTS,
    INDEX,
    KOKZHAR,
    LIST,
    NOW,
    Key,
    World,
    award,
    signed,
    verified,
    world,
)
from tests.core.credentials.selective import credential as selective_credential
from tests.core.credentials.selective import network as selective_network

AIGULS, STRANGER = Key(7), Key(8)
HOLDER, METHOD = did.key_did(AIGULS.multibase)
ASKED = Expected(challenge="c-1", domain="https://qaraghai.example", binding=True)


def badge(holder: str | None = HOLDER) -> dict[str, Any]:
    """Aigul's badge, issued to her wallet."""
    changed = award(holder=AIGUL.__class__(AIGUL.name, holder))
    return signed(open_badge(changed, status=StatusEntry(LIST, INDEX)))


BADGE = badge()


def presented(*credentials: Any, **changes: Any) -> dict[str, Any]:
    """A presentation without a proof (None: the member is left out)."""
    document = {
        "@context": [VC_V2],
        "type": ["VerifiablePresentation"],
        "holder": HOLDER,
        "verifiableCredential": list(credentials),
    } | changes
    return {name: value for name, value in document.items() if value is not None}


def shown(
    document: dict[str, Any], key: Key = AIGULS, method: str = METHOD, **options: Any
) -> dict[str, Any]:
    """The presentation with the holder's proof, or another's."""
    stated = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": "2026-11-21T10:41:00Z",
        "verificationMethod": method,
        "proofPurpose": "authentication",
        "challenge": "c-1",
        "domain": "https://qaraghai.example",
    } | options
    stated = {name: value for name, value in stated.items() if value is not None}
    suite = data_integrity.SUITES[stated["cryptosuite"]]
    message = data_integrity.hashes(document, stated, suite, key.kind, CONTEXTS)
    return {**document, "proof": {**stated, "proofValue": "z" + base58.b58encode(key.sign(message)).decode()}}


def judged(found: Verification) -> str:
    """`ok`, or the reason of the refusal."""
    return found.judged().reason.removeprefix("credential.") or "ok"


def reason(document: Any, expected: Expected | None = ASKED, network: World | None = None) -> str:
    return judged(verified(document, network or world(), expected=expected))


@pytest.mark.parametrize("suite", ["eddsa-jcs-2022", "eddsa-rdfc-2022"])
def test_a_presentation_by_the_subject_is_accepted(suite: str) -> None:
    found = verified(shown(presented(BADGE), cryptosuite=suite), expected=ASKED)
    assert judged(found) == "ok"
    assert [one.format for one in found.inside] == ["open-badge"]
    assert found.plain is not None
    assert found.plain.names["passport"] == "SEIITOVA AIGUL"


def test_where_nothing_was_asked_the_credentials_and_the_proof_still_count() -> None:
    assert reason(shown(presented(BADGE), challenge=None, domain=None), None) == "ok"
    assert reason(shown(presented(BADGE, {**BADGE, "name": "Medicine"})), None) == "credential-invalid"


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({"challenge": "c-2"}, "nonce-mismatch"),
        ({"challenge": None}, "nonce-mismatch"),
        ({"challenge": ["c-1"]}, "proof-malformed"),
        ({"domain": "https://other.example"}, "domain-mismatch"),
        ({"domain": None}, "domain-mismatch"),
        ({"domain": ["https://other.example", "https://qaraghai.example"]}, "ok"),
        ({"domain": {"x": 1}}, "proof-malformed"),
        ({"proofPurpose": "assertionMethod"}, "proof-purpose-mismatch"),
        ({"proofPurpose": None}, "proof-purpose-mismatch"),
        ({"created": "2026-11-21T11:41:00Z"}, "proof-not-yet-valid"),
        ({"expires": "2026-11-21T10:00:00Z"}, "proof-expired"),
        ({"key": STRANGER}, "signature-invalid"),
        ({"key": STRANGER, "method": did.key_did(STRANGER.multibase)[1]}, "holder-key-mismatch"),
        ({"type": "JwtProof2020"}, "cryptosuite-unsupported"),
    ],
)
def test_the_proof_answers_this_request(options: dict[str, Any], wanted: str) -> None:
    assert reason(shown(presented(BADGE), **options)) == wanted


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"holder": None}, "ok"),  # the key of the proof tells who shows it
        ({"holder": {"id": HOLDER}}, "ok"),
        ({"holder": {"name": "Aigul"}}, "holder-invalid"),
        ({"holder": "aigul"}, "holder-invalid"),
        ({"holder": [HOLDER]}, "holder-invalid"),
        ({"holder": 7}, "holder-invalid"),
        ({"id": "number 1"}, "id-not-url"),
        ({"type": ["VerifiablePresentation", "VerifiableCredential"]}, "type-invalid"),
        ({"@context": []}, "context-invalid"),
        ({"@context": [{"@vocab": "https://x.example#"}]}, "context-invalid"),
        ({"@context": [VC_V2, {"@vocab": "https://x.example#"}]}, "context-not-allowed"),
        ({"verifiableCredential": []}, "presentation-empty"),
        ({"verifiableCredential": None}, "presentation-empty"),
        ({"verifiableCredential": "text"}, "structure-invalid"),
        ({"verifiableCredential": ["a.b.c"]}, "structure-invalid"),
        ({"verifiableCredential": [None]}, "structure-invalid"),
        ({"verifiableCredential": [[BADGE]]}, "structure-invalid"),
        ({"verifiableCredential": [presented(BADGE)]}, "structure-invalid"),
        ({"verifiableCredential": [{"type": "EnvelopedVerifiableCredential"}]}, "context-invalid"),
        ({"verifiableCredential": [BADGE] * 33}, "presentation-too-large"),
    ],
)  # fmt: skip
def test_a_presentation_is_built_as_its_standard_says(changes: dict[str, Any], wanted: str) -> None:
    assert reason(shown(presented(BADGE, **changes))) == wanted


def test_every_credential_inside_is_verified() -> None:
    revoked = shown(presented(BADGE))
    assert reason(revoked, network=world(marked=(INDEX,))) == "credential-invalid"
    assert reason(shown(presented(BADGE, {**BADGE, "name": "Medicine"}))) == "credential-invalid"
    unsigned = {name: value for name, value in BADGE.items() if name != "proof"}
    assert reason(shown(presented(BADGE, unsigned))) == "credential-invalid"
    silent = world()
    del silent.documents[LIST]
    assert reason(shown(presented(BADGE)), network=silent) == "credential-unchecked"


def test_somebody_elses_credential_proves_nothing_of_the_one_who_shows_it() -> None:
    other, _ = did.key_did(STRANGER.multibase)
    for theirs in (badge(other), badge(None)):
        assert reason(shown(presented(BADGE, theirs))) == "holder-not-subject"
    lax = Expected(challenge="c-1", domain="https://qaraghai.example")
    assert reason(shown(presented(badge(other))), lax) == "ok"


def test_two_proofs_are_both_meant_for_this_verifier() -> None:
    first, second = (shown(presented(BADGE), challenge=one) for one in ("c-1", "c-2"))
    assert reason({**first, "proof": [first["proof"], second["proof"]]}) == "nonce-mismatch"
    again = shown(presented(BADGE), created="2026-11-21T10:40:00Z")
    assert reason({**first, "proof": [first["proof"], again["proof"]]}) == "ok"
    broken = {**again["proof"], "proofValue": first["proof"]["proofValue"]}
    assert reason({**first, "proof": [first["proof"], broken]}) == "signature-invalid"


@pytest.mark.parametrize("proof", [None, [], "x", 7, {}, [[]]])
def test_a_presentation_without_a_proof_shows_nothing(proof: Any) -> None:
    assert reason({**presented(BADGE), "proof": proof}) in {"proof-missing", "proof-malformed"}


def test_a_plain_credential_is_no_proof_of_holding() -> None:
    assert reason(BADGE) == "key-binding-missing"
    assert reason(BADGE, None) == "ok"


def test_what_the_holder_says_of_itself_is_covered_by_the_presentation() -> None:
    own = {
        "@context": [VC_V2],
        "type": ["VerifiableCredential"],
        "issuer": HOLDER,
        "credentialSubject": {"id": HOLDER, "description": "I like tables."},
    }
    assert reason(shown(presented(own))) == "ok"
    assert (
        reason(shown(presented({**own, "issuer": did.key_did(STRANGER.multibase)[0]})))
        == "credential-invalid"
    )


def enveloped(token: str, media: str = "application/vc+sd-jwt") -> dict[str, Any]:
    return {"@context": VC_V2, "type": "EnvelopedVerifiableCredential", "id": f"data:{media},{token}"}


@pytest.mark.parametrize(
    ("envelope", "wanted"),
    [
        (enveloped(selective_credential(), "application/dc+sd-jwt"), "ok"),
        (enveloped("a.b.c"), "credential-invalid"),
        (enveloped(selective_credential(), "text/plain"), "credential-invalid"),
        (enveloped("AAAA", "application/vc+cose;base64"), "credential-invalid"),
        ({**enveloped(selective_credential()), "id": "https://x.example"}, "credential-invalid"),
        ({**enveloped(selective_credential()), "id": "data:application/vc+jwt"}, "credential-invalid"),
        ({**enveloped(selective_credential()), "credentialSubject": {"id": HOLDER}}, "credential-invalid"),
    ],
)  # fmt: skip
def test_a_token_travels_in_an_envelope(envelope: dict[str, Any], wanted: str) -> None:
    lax = Expected(challenge="c-1", domain="https://qaraghai.example")
    assert reason(shown(presented(envelope)), lax, selective_network()) == wanted


def test_a_whole_presentation_travels_in_an_envelope_too() -> None:
    held = {
        **enveloped(token(presented(BADGE)).decode(), "application/vp+jwt"),
        "type": "EnvelopedVerifiablePresentation",
    }
    assert reason(held) == "ok"
    inner = base64.b64encode(json.dumps(BADGE).encode()).decode()
    assert reason({**held, "id": f"data:application/vp+jwt;base64,{inner}"}) == "envelope-malformed"
    assert reason({**held, "holder": HOLDER}) == "envelope-malformed"


def token(document: dict[str, Any], key: Key = AIGULS, **changes: Any) -> bytes:
    """The presentation as a token (VC-JOSE-COSE)."""
    header = {"typ": "vp+jwt", "kid": METHOD} | changes.pop("header", {})
    claims = document | {"aud": "https://qaraghai.example", "nonce": "c-1"} | changes
    kept = {name: value for name, value in claims.items() if value is not None}
    return compact({name: value for name, value in header.items() if value is not None}, kept, key).encode()


PAST = int((NOW - timedelta(minutes=1)).timestamp())


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, "ok"),
        ({"iss": HOLDER}, "ok"),
        ({"iss": "did:example:1"}, "holder-key-mismatch"),
        ({"aud": "https://other.example"}, "audience-mismatch"),
        ({"aud": None}, "audience-mismatch"),
        ({"nonce": "c-2"}, "nonce-mismatch"),
        ({"exp": PAST}, "expired"),
        ({"exp": "2027"}, "date-malformed"),
        ({"header": {"typ": "vc+jwt"}}, "type-header-mismatch"),
        ({"header": {"typ": "kb+jwt"}}, "type-header-mismatch"),
        ({"header": {"alg": "none"}}, "algorithm-not-allowed"),
        ({"header": {"crit": ["exp"]}}, "critical-header-unknown"),
        ({"header": {"jku": "https://x.example"}}, "header-not-allowed"),
        ({"header": {"kid": did.key_did(STRANGER.multibase)[1]}}, "holder-key-mismatch"),
        ({"key": STRANGER}, "signature-invalid"),
        ({"vp": presented(BADGE)}, "ambiguous-member"),
    ],
)
def test_a_presentation_travels_as_a_token(changes: dict[str, Any], wanted: str) -> None:
    assert reason(token(presented(BADGE), **changes)) == wanted


def test_the_token_before_version_two_holds_tokens() -> None:
    old = {"@context": [VC_V2], "type": ["VerifiablePresentation"], "verifiableCredential": [BADGE]}
    claims = {"iss": HOLDER, "aud": "https://qaraghai.example", "nonce": "c-1", "vp": old}
    assert reason(compact({"typ": "JWT", "kid": METHOD}, claims, AIGULS).encode()) == "ok"


def test_a_key_that_may_only_assert_does_not_show_who_somebody_is() -> None:
    site = "did:web:aigul.example"
    method = f"{site}#{AIGULS.multibase}"
    document = did.did_document(site, [did.PublishedKey(AIGULS.multibase)])
    network = world()
    network.documents[did.web_address(site)] = document
    theirs = shown(presented(badge(site), holder=site), method=method)
    assert reason(theirs, network=network) == "verification-method-not-authorised"
    network.documents[did.web_address(site)] = document | {"authentication": [method]}
    assert reason(theirs, network=network) == "ok"


def test_the_issuer_is_no_holder() -> None:
    assert (
        reason(shown(presented(BADGE), KOKZHAR, f"did:web:kokzhar.example#{KOKZHAR.multibase}"))
        == "holder-key-mismatch"
    )
