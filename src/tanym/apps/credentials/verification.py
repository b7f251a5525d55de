"""Verifies a document that somebody brought, or one that its holder shares."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tanym.apps.credentials.registers import PlatformRegister, fetcher
from tanym.apps.credentials.seals import authorities, contexts
from tanym.core.credentials.checks import Name, Outcome
from tanym.core.credentials.entitlement import check_entitlement
from tanym.core.credentials.expected import Expected
from tanym.core.credentials.verify import Verification, verify_document


def verify(data: bytes, now: datetime, expected: Expected | None = None) -> Verification:
    """The checks of the bytes of a file; never raises for what they are.

    `expected` is the question that a presentation must answer. A decision on recognition is asked about the
    entitlement to recognise, anything else about that to award.
    """
    found = verify_document(
        data,
        now=now,
        fetcher=fetcher(now),
        contexts=contexts(),
        register=PlatformRegister(),
        authorities=authorities(),
    )
    if found.credential is None or found.plain is None or found.plain.decision is None:
        return found
    signature = found.check(Name.SIGNATURE)
    proven = signature is not None and signature.outcome is Outcome.CONFIRMED
    again = check_entitlement(found.credential, PlatformRegister("academic-recognition"), proven)
    return replace(
        found, checks=tuple(again if one.name is Name.ENTITLEMENT else one for one in found.checks)
    )
