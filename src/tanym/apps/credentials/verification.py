"""Verifies a document that somebody brought, or one that its holder shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from tanym.apps.credentials.own_documents import as_known, signed_by
from tanym.apps.credentials.queries import place_named
from tanym.apps.credentials.registers import PlatformRegister, fetcher
from tanym.apps.credentials.seals import authorities, contexts
from tanym.apps.qualifications.entitlement import ACTIVITIES
from tanym.core.credentials.checks import Name, Outcome, not_checked
from tanym.core.credentials.entitlement import check_entitlement
from tanym.core.credentials.expected import Expected
from tanym.core.credentials.verify import Verification, verify_document


def verify(data: bytes, now: datetime, expected: Expected | None = None) -> Verification:
    """The checks of the bytes of a file; never raises for what they are.

    `expected` is the question that a presentation must answer. The entitlement that is asked for is that to award; of a decision on recognition the one to take such decisions, which differs by what was recognised.
    """
    found = as_known(_as_signed(data, now, expected), now)
    if found.credential is None or found.plain is None or found.plain.decision is None:
        return found
    signature = found.check(Name.SIGNATURE)
    proven = signature is not None and signature.outcome is Outcome.CONFIRMED
    again = check_entitlement(found.credential, PlatformRegister(_activity(found.credential)), proven)
    if proven and again.code == "credential.issuer-not-in-register" and place_named(found.credential):
        again = not_checked(Name.ENTITLEMENT, "credential.no-register-of-this")
    return replace(
        found, checks=tuple(again if one.name is Name.ENTITLEMENT else one for one in found.checks)
    )


def _activity(document: Mapping[str, Any]) -> str:
    """What the body of a decision had to be allowed to do: known of the award behind a document of ours.

    A decision that we do not know is taken for one on credits, as Open Badges and the European model write no other.
    """
    place = place_named(document)
    award = place.credential.award if place and place.credential else None
    return ACTIVITIES[award.kind if award else "discipline"]


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
