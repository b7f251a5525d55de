"""@digitalbazaar/vc (JavaScript): it verifies what we issue, and we verify what it issues."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tanym.core.credentials.checks import Name
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.moments import stamp
from tanym.core.credentials.proofs import data_integrity
from tests.core.credentials.cast import CONTEXTS, NOW, Key, code, issued, verified, world
from tests.interop.peers import Peers

SCRIPT = "digitalbazaar.mjs"
SUITES = (
    ("eddsa-rdfc-2022", KeyKind.ED25519),
    ("eddsa-jcs-2022", KeyKind.ED25519),
    ("ecdsa-rdfc-2019", KeyKind.P256),
)


def ask(peers: Peers, task: str, **question: Any) -> Any:
    """One question, with every context and every document that this small world holds."""
    documents = {url: dict(CONTEXTS[url]) for url in CONTEXTS} | world().documents
    for url, document in world().documents.items():
        documents[str(document.get("id", url))] = document
    documents |= question.pop("documents", {})
    later = stamp(NOW + timedelta(minutes=1))
    return peers.run(SCRIPT, {"task": task, "documents": documents, "now": later, **question})


def test_it_verifies_our_badge_by_the_did_document_of_the_issuer(peers: Peers) -> None:
    badge = issued()
    answer = ask(peers, "verify", credential=badge, cryptosuite="eddsa-rdfc-2022")
    assert answer == {"verified": True, "reason": None}
    answer = ask(peers, "verify", credential={**badge, "name": "Changed"}, cryptosuite="eddsa-rdfc-2022")
    assert not answer["verified"]


@pytest.mark.parametrize(("cryptosuite", "kind"), SUITES)
def test_both_read_what_the_other_signs(peers: Peers, cryptosuite: str, kind: KeyKind) -> None:
    key = Key(5, kind)
    own = f"did:key:{key.multibase}"
    method = f"{own}#{key.multibase}"
    badge = {**issued(), "issuer": {**issued()["issuer"], "id": own}}
    badge.pop("credentialStatus", None)
    ours = data_integrity.sign(
        badge, signer=key, method=method, created=NOW, contexts=CONTEXTS, cryptosuite=cryptosuite
    )
    multikey = {
        "id": method,
        "type": "Multikey",
        "controller": own,
        "publicKeyMultibase": key.multibase,
    }
    known = {own: {"@context": "https://www.w3.org/ns/did/v1", "id": own, "verificationMethod": [multikey],
                   "assertionMethod": [method]}}  # fmt: skip
    answer = ask(peers, "verify", credential=ours, cryptosuite=cryptosuite, documents=known)
    assert answer == {"verified": True, "reason": None}

    theirs_key = ask(peers, "generate", cryptosuite=cryptosuite)
    them = f"did:key:{theirs_key['publicKeyMultibase']}"
    theirs_key |= {"id": f"{them}#{theirs_key['publicKeyMultibase']}", "controller": them}
    unsigned = {name: value for name, value in badge.items() if name != "proof"}
    unsigned["issuer"] = {**badge["issuer"], "id": them}
    signed = ask(peers, "issue", credential=unsigned, cryptosuite=cryptosuite, key=theirs_key)
    assert code(verified(signed), Name.SIGNATURE) == "signed"
    assert code(verified({**signed, "name": "Changed"}), Name.SIGNATURE) == "signature-invalid"
