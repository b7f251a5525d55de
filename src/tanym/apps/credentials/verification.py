"""Verifies a document that somebody brought, or one that its holder shares."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from tanym.apps.credentials.own_documents import as_known, signed_by
from tanym.apps.credentials.registers import PlatformRegister, fetcher
from tanym.apps.credentials.seals import authorities, contexts
from tanym.core.credentials.checks import Name, Outcome
from tanym.core.credentials.entitlement import check_entitlement
from tanym.core.credentials.expected import Expected
from tanym.core.credentials.verify import Verification, verify_document


def verify(data: bytes, now: datetime, expected: Expected | None = None) -> Verification:
    """The checks of the bytes of a file; never raises for what they are.

    `expected` is the question that a presentation must answer. A decision on recognition is asked about the entitlement to recognise, anything else about that to award.
    """
    found = as_known(_as_signed(data, now, expected), now)
    if found.credential is None or found.plain is None or found.plain.decision is None:
        return found
    signature = found.check(Name.SIGNATURE)
    proven = signature is not None and signature.outcome is Outcome.CONFIRMED
    again = check_entitlement(found.credential, PlatformRegister("academic-recognition"), proven)
    return replace(
        found, checks=tuple(again if one.name is Name.ENTITLEMENT else one for one in found.checks)
    )


def _as_signed(data: bytes, now: datetime, expected: Expected | None) -> Verification:
    """The checks of a file; where its key ended since, as of the moment by which the log proves that it was signed."""
    found = _verified(data, now, expected)
    signature = found.check(Name.SIGNATURE)
    if signature is None or signature.code != "credential.key-withdrawn" or found.credential is None:
        return found
    by = signed_by(found.credential, now)
    if by is None:
        return found
    again = _verified(data, now, expected, by)
    held = again.check(Name.SIGNATURE)
    if held is None or held.outcome is not Outcome.CONFIRMED:
        return found
    dated = replace(
        held,
        code="credential.signed-before-key-ended",
        details={**held.details, "on": timezone.localdate(by)},
    )
    return replace(again, checks=tuple(dated if one is held else one for one in again.checks))


def _verified(
    data: bytes, now: datetime, expected: Expected | None, trusted: datetime | None = None
) -> Verification:
    return verify_document(
        data,
        now=now,
        fetcher=fetcher(now, trusted),
        contexts=contexts(),
        register=PlatformRegister(),
        expected=expected,
        authorities=authorities(),
    )
