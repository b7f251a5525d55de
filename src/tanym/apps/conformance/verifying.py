"""Verifies what a suite sends: the verifier of the platform, without its registers and without any network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from tanym.adapters.fetch import LocalDocuments
from tanym.apps.conformance.issuing import ENVELOPE, own_document
from tanym.apps.conformance.profile import supplied
from tanym.core.credentials.checks import Check, Name, Outcome
from tanym.core.credentials.contexts import VC_V2
from tanym.core.credentials.ports import Offline
from tanym.core.credentials.structure import listed, types
from tanym.core.credentials.verify import verify_document
from tanym.core.credentials.written_contexts import named_contexts
from tanym.core.kernel.errors import InvalidValue

PRESENTATION, ENVELOPED_PRESENTATION = "VerifiablePresentation", "EnvelopedVerifiablePresentation"
_MEDIA = {ENVELOPE: ("data:application/vc+jwt,",), ENVELOPED_PRESENTATION: ("data:application/vp+jwt,",)}
_NOT_ASKED = (Name.ISSUER, Name.ENTITLEMENT)
"""Checks of the registers of a country: no suite knows them."""


def verify(document: object, at: datetime, options: Mapping[str, Any]) -> list[Check]:
    """The checks of a credential or presentation that a suite asks about.

    Raises `InvalidValue` for what is neither: `credential.json-invalid`, `credential.context-invalid`,
    `credential.token-malformed` or `credential.type-invalid`.
    """
    if not isinstance(document, dict):
        raise InvalidValue("credential.json-invalid")
    known = supplied(settings.TANYM.conformance_contexts)
    contexts = known.contexts
    if {ENVELOPE, ENVELOPED_PRESENTATION} & types(document):
        data = opened(document)
    else:
        named, contexts = named_contexts(document, contexts)
        data = json.dumps(named, ensure_ascii=False).encode("utf-8", "surrogatepass")
    fetcher = LocalDocuments(lambda address: own_document(address, at), Offline())
    found = verify_document(data, now=at, fetcher=fetcher, contexts=contexts)
    return [check for check in found.checks if check.name not in _NOT_ASKED]


def faults(checks: list[Check]) -> list[str]:
    """The codes of the checks that are not confirmed: an answer that leaves doubt is no verification."""
    return [check.code for check in checks if check.outcome is not Outcome.CONFIRMED]


def opened(envelope: Mapping[str, Any]) -> bytes:
    """The token inside an envelope (VCDM 2.0, 4.13.1 and 4.13.2)."""
    kinds = types(envelope)
    address = envelope.get("id")
    if VC_V2 not in listed(envelope.get("@context")):
        raise InvalidValue("credential.context-invalid")
    for kind, starts in _MEDIA.items():
        for start in starts:
            if kind in kinds and isinstance(address, str) and address.startswith(start):
                return address.removeprefix(start).encode("utf-8", "surrogatepass")
    raise InvalidValue("credential.token-malformed")
