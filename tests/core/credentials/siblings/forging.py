"""Changes a good badge in one place, signs it again where that is asked for, and says why the result is refused."""

from __future__ import annotations

import copy
from typing import Any

import base58

from tanym.core.credentials.proofs import data_integrity
from tests.core.credentials.cast import CONTEXTS, KOKZHAR, METHOD, Key, World, issued, verified, world

GOOD = issued()
PUBLISHED = world().documents
ABSENT = object()


def changed(path: str, value: Any, document: dict[str, Any] = GOOD) -> dict[str, Any]:
    """The document with one member changed (`ABSENT`: taken away); the path as `proof/created`."""
    found = copy.deepcopy(document)
    *way, last = path.split("/")
    node: Any = found
    for name in way:
        node = node[name]
    if value is ABSENT:
        node.pop(last, None)
    else:
        node[last] = value
    return found


def resigned(document: dict[str, Any], key: Key = KOKZHAR, method: str = METHOD) -> dict[str, Any]:
    """The document signed over its JSON (`eddsa-jcs-2022`), whatever it says."""
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": "2026-11-20T10:42:00Z",
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    suite = data_integrity.SUITES["eddsa-jcs-2022"]
    message = data_integrity.hashes(unsecured, options, suite, key.kind, CONTEXTS)
    return {
        **unsecured,
        "proof": {**options, "proofValue": "z" + base58.b58encode(key.sign(message)).decode()},
    }


def reason(document: Any, network: World | None = None) -> str:
    """`ok`, or why a strict reader refuses the document."""
    found = verified(document, network or World(PUBLISHED), register=None).judged()
    return found.reason.removeprefix("credential.") or "ok"
