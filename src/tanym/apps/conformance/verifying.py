"""Verifies what a suite sends: the verifier of the platform, without its registers and without any network."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings

from tanym.adapters.fetch import LocalDocuments
from tanym.apps.conformance.issuing import own_document
from tanym.apps.conformance.profile import supplied
from tanym.core.credentials.checks import Check, Name, Outcome
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.expected import Expected
from tanym.core.credentials.ports import Fetcher, Offline
from tanym.core.credentials.proofs import chains, data_integrity
from tanym.core.credentials.verify import verify_document
from tanym.core.credentials.written_contexts import named_contexts
from tanym.core.kernel.errors import InvalidValue, TanymError

_NOT_ASKED = (Name.ISSUER, Name.ENTITLEMENT)
"""Checks of the registers of a country: no suite knows them."""


def faults(document: object, at: datetime, options: Mapping[str, Any], by_key: bool = False) -> Sequence[str]:
    """The codes of the checks that are not confirmed: an answer that leaves doubt is no verification.

    `options` may name the `challenge` and the `domain` that a presentation must carry. With `by_key` a proof is judged
    by the document of the key that it names (Data Integrity 1.0, 4.4), whoever the issuer is. Raises
    `InvalidValue("credential.json-invalid")` for what is no object.
    """
    if not isinstance(document, dict):
        raise InvalidValue("credential.json-invalid")
    named, contexts = named_contexts(document, supplied(settings.TANYM.conformance_contexts).contexts)
    expected = Expected(
        challenge=str(options.get("challenge") or ""), domain=str(options.get("domain") or "")
    )
    fetcher = LocalDocuments(lambda address: own_document(address, at), Offline())
    found = verify_document(
        json.dumps(named, ensure_ascii=False).encode("utf-8", "surrogatepass"),
        now=at,
        fetcher=fetcher,
        contexts=contexts,
        expected=expected,
    )
    checks = [check for check in found.checks if check.name not in _NOT_ASKED]
    if by_key:  # a status is the issuer's word, and of the issuer nothing is asked
        asked = (check for check in checks if check.code != "credential.status-not-asked")
        checks = [_by_key(check, named, at, fetcher, contexts) for check in asked]
    return [check.code for check in checks if check.outcome is not Outcome.CONFIRMED]


def _by_key(
    check: Check, document: Mapping[str, Any], at: datetime, fetcher: Fetcher, contexts: Contexts
) -> Check:
    if check.code != "credential.issuer-key-mismatch":
        return check
    try:
        for proof in chains.entries(document):
            controller = chains.signer_of(proof, "")
            data_integrity.verify(
                {**document, "proof": proof},
                controller=controller,
                now=at,
                fetcher=fetcher,
                contexts=contexts,
            )
    except TanymError as error:
        return replace(check, code=error.code)
    return replace(check, outcome=Outcome.CONFIRMED, code="credential.signed")
