"""Issues what a suite sends, as an issuer of the profile; what the data model does not allow is refused."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from tanym.apps.conformance.profile import ROOM, Issuer, issuer, supplied
from tanym.core.credentials.contexts import VC_V1, VC_V2
from tanym.core.credentials.issuable import check_issuable
from tanym.core.credentials.proofs import data_integrity, token
from tanym.core.credentials.proofs.token import VC_JWT
from tanym.core.credentials.status.bitstring import (
    MIN_ENTRIES,
    REVOCATION,
    SUSPENSION,
    StatusEntry,
    status_list_credential,
)
from tanym.core.credentials.structure import listed
from tanym.core.credentials.written_contexts import named_contexts
from tanym.core.kernel.errors import InvalidValue, NotFound

DATA_INTEGRITY = "https://w3id.org/security/data-integrity/v2"
ENVELOPE = "EnvelopedVerifiableCredential"
LIST_LASTS = timedelta(days=1)


def issue(credential: object, name: str, at: datetime) -> dict[str, Any]:
    """The credential, secured by the issuer of this name: with an embedded proof, or enveloped as a token.

    Raises what `check_issuable` raises, and `InvalidValue("credential.issuer-mismatch")` for the name of another issuer.
    """
    by = issuer(name)
    if not isinstance(credential, dict):
        raise InvalidValue("credential.json-invalid")
    document = {**credential}
    document.setdefault("issuer", by.did)
    if VC_V1 in listed(document.get("@context")) and DATA_INTEGRITY not in listed(document["@context"]):
        # Data model 1.1 has no word for the proof: it is added (Data Integrity 1.0, 2.4.1, context injection).
        document["@context"] = [*listed(document["@context"]), DATA_INTEGRITY]
    if name == "status" and "credentialStatus" not in document:
        document["credentialStatus"] = [_place(purpose) for purpose in (REVOCATION, SUSPENSION)]
    known = supplied(settings.TANYM.conformance_contexts)
    named, contexts = named_contexts(document, known.contexts)
    check_issuable(named, contexts, known.at_hand)
    if token.named(document["issuer"]) != by.did:
        raise InvalidValue("credential.issuer-mismatch")
    if not by.cryptosuite:
        signed = token.sign(document, signer=by.signer, kid=by.method)
        return {"@context": VC_V2, "type": ENVELOPE, "id": f"data:application/{VC_JWT},{signed}"}
    linked = data_integrity.SUITES[by.cryptosuite].linked_data
    made = _signed(named if linked else document, by, at, contexts)
    return {**made, "@context": document["@context"]}


def status_list(purpose: str, at: datetime) -> bytes:
    """The list that `status` gives places in: nobody is revoked there. Raises `NotFound("conformance.unknown-list")`."""
    if purpose not in (REVOCATION, SUSPENSION):
        raise NotFound("conformance.unknown-list", name=purpose[:60])
    by = issuer("status")
    document = status_list_credential(
        address=_list_address(purpose),
        issuer=by.did,
        purpose=purpose,
        marked=(),
        valid_from=at,
        valid_until=at + LIST_LASTS,
    )
    return json.dumps(_signed(document, by, at, supplied(None).contexts)).encode()


def own_document(address: str, at: datetime) -> bytes | None:
    """What the profile itself publishes at an address; None for any other."""
    for purpose in (REVOCATION, SUSPENSION):
        if address == _list_address(purpose):
            return status_list(purpose, at)
    return None


def _signed(document: Mapping[str, Any], by: Issuer, at: datetime, contexts: Any) -> dict[str, Any]:
    return data_integrity.sign(
        document,
        signer=by.signer,
        method=by.method,
        created=at,
        contexts=contexts,
        cryptosuite=by.cryptosuite,
    )


def _place(purpose: str) -> dict[str, Any]:
    return StatusEntry(_list_address(purpose), secrets.randbelow(MIN_ENTRIES), purpose).document()


def _list_address(purpose: str) -> str:
    return f"{settings.TANYM.address}{ROOM}/status/{purpose}"
