"""Several proofs on one document: each must hold, one at least is the issuer's, and a chain holds together."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import base58
import pytest

from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.moments import stamp
from tanym.core.credentials.ports import Offline
from tanym.core.credentials.proofs import data_integrity
from tanym.core.credentials.proofs.data_integrity import SUITES
from tanym.core.kernel.errors import TanymError
from tests.core.credentials.cast import CONTEXTS, NOW, Key, issued

ISSUER, WITNESS = Key(9), Key(10, KeyKind.P256)
OWN = f"did:key:{ISSUER.multibase}"
BADGE = {name: value for name, value in issued().items() if name != "proof"}
BADGE["issuer"] = {**BADGE["issuer"], "id": OWN}


def proof(
    key: Key, cryptosuite: str, before: list[dict[str, Any]] | None = None, **more: Any
) -> dict[str, Any]:
    """One proof over the badge and, in a chain, over the proofs before it."""
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": cryptosuite,
        "created": stamp(NOW),
        "verificationMethod": f"did:key:{key.multibase}#{key.multibase}",
        "proofPurpose": "assertionMethod",
        **more,
    }
    covered = {**BADGE, "proof": before} if before else BADGE
    message = data_integrity.hashes(covered, options, SUITES[cryptosuite], key.kind, CONTEXTS)
    return {**options, "proofValue": "z" + base58.b58encode(key.sign(message)).decode()}


FIRST = proof(WITNESS, "ecdsa-rdfc-2019", id="urn:uuid:26329423-0000-4000-8000-000000000001")
CHAINED = proof(ISSUER, "eddsa-rdfc-2022", [FIRST], previousProof=FIRST["id"])
STRANGE = {**FIRST, "cryptosuite": "bbs-2023"}
ON_STRANGE = proof(ISSUER, "eddsa-rdfc-2022", [STRANGE], previousProof=FIRST["id"])
ALONE = proof(ISSUER, "eddsa-rdfc-2022")


def verified(*proofs: Any) -> list[str]:
    """Who signed, the issuer first; or the code of the fault."""
    document = {**BADGE, "proof": [*proofs]}
    later = NOW + timedelta(minutes=1)
    try:
        found = data_integrity.verify(
            document, controller=OWN, now=later, fetcher=Offline(), contexts=CONTEXTS
        )
    except TanymError as error:
        return [error.code.removeprefix("credential.")]
    return ["issuer" if one.method.startswith(OWN) else "witness" for one in found]


def test_a_chain_and_a_set_hold_and_name_the_issuer_first() -> None:
    assert verified(FIRST, CHAINED) == ["issuer", "witness"]
    assert verified(CHAINED, FIRST) == ["issuer", "witness"]
    assert verified(FIRST, ALONE) == ["issuer", "witness"]
    listed = proof(ISSUER, "eddsa-rdfc-2022", [FIRST], previousProof=[FIRST["id"]])
    assert verified(FIRST, listed) == ["issuer", "witness"]


@pytest.mark.parametrize(
    ("proofs", "fault"),
    [
        ([FIRST], "issuer-key-mismatch"),  # somebody signed it, the issuer did not
        ([CHAINED], "proof-malformed"),  # what it was made after is gone
        ([FIRST, FIRST, CHAINED], "proof-malformed"),  # two of one name
        ([{**FIRST, "created": stamp(NOW - timedelta(days=1))}, CHAINED], "signature-invalid"),
        ([FIRST, {**CHAINED, "previousProof": []}], "ambiguous-member"),
        ([STRANGE, ON_STRANGE], "cryptosuite-unsupported"),
        ([{**FIRST, "proofValue": FIRST["proofValue"][:-1]}, ALONE], "signature-invalid"),
        ([FIRST, {**ALONE, "previousProof": [3]}], "proof-malformed"),
        ([FIRST, "text"], "proof-malformed"),
    ],
)
def test_each_fault_of_a_chain_has_its_answer(proofs: list[Any], fault: str) -> None:
    assert verified(*proofs) == [fault]


def test_a_proof_of_a_strange_suite_is_passed_over_beside_the_issuers() -> None:
    assert verified(STRANGE, ALONE) == ["issuer"]


def test_a_proof_after_itself_is_refused() -> None:
    own = {**ALONE, "id": "urn:uuid:1", "previousProof": "urn:uuid:1"}
    assert verified(own) == ["proof-malformed"]
