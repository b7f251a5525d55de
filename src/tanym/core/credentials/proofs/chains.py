"""Several proofs on one document: sets and chains (W3C Data Integrity 1.0, 2.1.1, 2.1.2 and 4.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tanym.core.kernel.errors import InvalidValue

MAX_PROOFS = 8


def entries(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The proofs of a document.

    Raises `InvalidValue` with `credential.proof-missing` (none, or an empty set) or `credential.proof-malformed`.
    """
    proofs = document.get("proof")
    found: list[Any] = proofs if isinstance(proofs, list) else [proofs]
    if not found or proofs is None:
        raise InvalidValue("credential.proof-missing")
    if len(found) > MAX_PROOFS or not all(isinstance(entry, dict) for entry in found):
        raise InvalidValue("credential.proof-malformed")
    return found


def previous(proof: Mapping[str, Any], among: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The proofs that this one was made after and signs too.

    Raises `InvalidValue("credential.proof-malformed")` where one is not there, or more than one has its name.
    """
    names = proof.get("previousProof", [])
    found = []
    for name in names if isinstance(names, list) else [names]:
        named = [other for other in among if other.get("id") == name]
        if not isinstance(name, str) or len(named) != 1 or named[0] is proof:
            raise InvalidValue("credential.proof-malformed")
        found.append(named[0])
    return found


def signer_of(proof: Mapping[str, Any], controller: str) -> str:
    """Whose key a proof names: the controller itself, or somebody else who signed beside it."""
    address = proof.get("verificationMethod")
    named = address.split("#", 1)[0] if isinstance(address, str) else ""
    return named or controller
