"""Two implementations that share no code: openvc verifies what we issue, and we verify what it and others issue."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from openvc import Ed25519SigningKey, VerificationPolicy, verify_credential
from openvc.did.base import DidResolverRegistry
from openvc.did.did_web import DidWebResolver
from openvc.errors import OpenvcError
from openvc.proof.data_integrity import DataIntegrityProofSuite
from openvc.resolvers import default_status_list_resolver

from tanym.core.credentials import did
from tanym.core.credentials.checks import Name, judge
from tanym.core.credentials.contexts import OB_V3, VC_V2
from tanym.core.credentials.record import AwardRecord
from tests.core.credentials.cast import (
    CONTEXTS,
    INDEX,
    NOW,
    STRANGER,
    World,
    award,
    code,
    decision,
    issued,
    verified,
    world,
)
from tests.places import shared

EXTRA = {OB_V3: dict(CONTEXTS[OB_V3])}


def openvc_verifies(badge: dict[str, Any], network: World) -> Any:
    resolver = DidResolverRegistry([DidWebResolver(lambda url: network.documents[url])])
    lists = default_status_list_resolver(
        resolver=resolver, extra_contexts=EXTRA, fetch=lambda url: json.dumps(network.documents[url])
    )
    return verify_credential(
        badge,
        policy=VerificationPolicy(now=NOW),
        resolver=resolver,
        resolve_status_list=lists,
        extra_contexts=EXTRA,
    )


@pytest.mark.parametrize("record", [award(), decision()], ids=["badge", "decision"])
def test_openvc_verifies_what_we_issue(record: AwardRecord) -> None:
    result = openvc_verifies(issued(record), world())
    assert result.format == "data-integrity:eddsa-rdfc-2022"
    assert result.issuer == "did:web:kokzhar.example"


def test_openvc_sees_that_our_badge_is_revoked_or_changed() -> None:
    with pytest.raises(OpenvcError):
        openvc_verifies(issued(), world(marked=(INDEX,)))
    changed = issued()
    changed["name"] = "Changed"
    with pytest.raises(OpenvcError):
        openvc_verifies(changed, world())


def theirs() -> dict[str, Any]:
    issuer = f"did:key:{STRANGER.multibase}"
    method = f"{issuer}#{STRANGER.multibase}"
    unsigned = {
        "@context": [VC_V2, OB_V3],
        "id": "urn:uuid:aa0d2f3a-0000-4000-8000-00000000000a",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": issuer, "type": ["Profile"], "name": "Università di Tevere"},
        "validFrom": "2026-01-01T00:00:00Z",
        "validUntil": "2027-01-01T00:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:aa0d2f3a-0000-4000-8000-00000000000b",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "urn:uuid:aa0d2f3a-0000-4000-8000-00000000000c",
                "type": ["Achievement"],
                "name": "Restauro digitale",
                "description": "Restores digital images.",
                "criteria": {"narrative": "Two tasks."},
                "creditsAvailable": 2.5,
            },
        },
    }
    signer = Ed25519SigningKey(STRANGER.private, kid=method)
    return DataIntegrityProofSuite().add_proof(
        unsigned,
        signing_key=signer,
        verification_method=method,
        created=datetime(2026, 1, 1, tzinfo=UTC),
        extra_contexts=EXTRA,
    )


def test_we_verify_a_badge_of_an_independent_issuer() -> None:
    verification = verified(theirs())
    assert judge(verification.checks).exit == 0
    assert verification.plain is not None
    assert verification.plain.title == {"und": "Restauro digitale"}
    assert verification.plain.credits == 2.5


def test_we_refuse_the_badge_of_an_independent_issuer_once_changed_or_expired() -> None:
    changed = theirs()
    changed["credentialSubject"]["achievement"]["creditsAvailable"] = 25
    assert code(verified(changed), Name.SIGNATURE) == "signature-invalid"
    assert code(verified(theirs(), now=datetime(2027, 1, 2, tzinfo=UTC)), Name.DATES) == "expired"


def test_we_verify_a_sample_of_1edtech_with_its_issuers_document() -> None:
    """Its key stands in the fragment; we believe it only because the issuer's document, served here, says so."""
    badge = json.loads((shared("vectors/open-badges") / "ob30" / "simple.json").read_text())
    issuer, key = badge["proof"][0]["verificationMethod"].split("#")
    document = did.did_document(issuer, [did.PublishedKey(key)])
    assert judge(verified(badge, World({issuer: document})).checks).exit == 0
    assert code(verified(badge, World({})), Name.SIGNATURE) == "unavailable"
