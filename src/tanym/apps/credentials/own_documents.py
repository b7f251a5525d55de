"""What is known here of our own documents beyond the file: replaced, suspended, or signed while its key was still held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from tanym.apps.audit.actions.record import record as journal
from tanym.apps.audit.actions.refresh import refresh
from tanym.apps.audit.log_key import public_key
from tanym.apps.audit.models import Act
from tanym.apps.audit.queries import covered_since, entry, history
from tanym.apps.credentials.ended_for import successor
from tanym.apps.credentials.models import Credential, Edition
from tanym.apps.credentials.queries import editions_of, place_named
from tanym.apps.credentials.signing import proof_digest, signature_digest
from tanym.core.credentials.checks import Check, Name, Outcome, not_confirmed
from tanym.core.credentials.verify import Verification
from tanym.core.kernel.errors import TanymError
from tanym.core.transparency.entries import verify_entry

SIGNED = frozenset(
    {"credentials.issue", "credentials.supersede", "credentials.sign-again", "credentials.date"}
)
"""The acts that keep the mark of a signature."""


def as_known(found: Verification, now: datetime) -> Verification:
    """The checks with the state of a document of ours that its own lists cannot tell.

    A replaced file reads as replaced, not merely as revoked, and so does a document whose case has given another; a suspension counts for files that name no place for it.
    """
    signature, status = found.check(Name.SIGNATURE), found.check(Name.STATUS)
    if found.credential is None or signature is None or signature.outcome is not Outcome.CONFIRMED:
        return found
    if status is None or status.outcome is Outcome.NOT_CHECKED:
        return found
    better = _state(found.credential, now)
    if better is None or (status.code == "credential.revoked" and better.code == "credential.suspended"):
        return found
    return replace(found, checks=tuple(better if one is status else one for one in found.checks))


def _state(document: Mapping[str, Any], now: datetime) -> Check | None:
    place = place_named(document)
    if place is None or place.credential is None:
        return None
    if place.edition is not None:
        return not_confirmed(
            Name.STATUS,
            "credential.superseded",
            on=timezone.localdate(place.edition.replaced_at),
            by=place.credential.award.awarding_body.names,
        )
    newer = successor(place.credential)
    if newer is not None:
        number = newer.number if newer.number_open else ""
        code = "credential.replaced-by-number" if number else "credential.replaced-by-another"
        on = timezone.localdate(place.credential.revoked_at)
        return not_confirmed(Name.STATUS, code, on=on, **({"number": number} if number else {}))
    if place.credential.suspended(timezone.localdate(now)):
        return not_confirmed(Name.STATUS, "credential.suspended")
    return None


def replaced(found: Verification) -> list[Edition]:
    """The earlier files under the number of a document of ours whose signature holds, oldest first."""
    signature = found.check(Name.SIGNATURE)
    if found.credential is None or signature is None or signature.outcome is not Outcome.CONFIRMED:
        return []
    place = place_named(found.credential)
    return editions_of(place.credential) if place and place.credential else []


def signed_by(document: Mapping[str, Any], now: datetime) -> datetime | None:
    """A moment by which the signature of a document of ours existed for certain; None where the log does not say.

    The act that issued it keeps the mark of its signature; the moment is that of the first checkpoint of the public log
    that covers the act, and the proof that it does is verified. What the document says of itself is not asked.
    """
    place, mark = place_named(document), proof_digest(document)
    if place is None or place.credential is None or not mark:
        return None
    act = _act(place.credential, mark)
    if act is None or act.erased_by is not None:
        return None
    try:
        refresh(at=now, including=act.number)
        verify_entry(entry(act, str(place.credential.public_id)), public_key())
    except TanymError:
        return None
    return covered_since(act.number)


def _act(credential: Credential, mark: str) -> Act | None:
    acts = history(credential.subject).filter(action__in=SIGNED)
    return next((one for one in acts if one.details.get("signature") == mark), None)


def date_signatures(at: datetime) -> int:
    """Keep in the log the marks of signatures whose act of issuing has none, as of now; how many there were."""
    dated = 0
    for one in Credential.objects.order_by("pk").iterator(chunk_size=500):
        mark = signature_digest(bytes(one.document))
        if mark and _act(one, mark) is None:
            details = {"signature": mark}
            journal(actor=None, at=at, action="credentials.date", subject=one.subject, details=details)
            dated += 1
    return dated
