"""Put an item of one's portfolio into a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.files.queries import content
from tanym.apps.organisations.permissions import permit
from tanym.apps.portfolio.models import Item
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import locked, note, repeated, require, touch
from tanym.apps.recognition.signatures import LARGEST_SIGNED, check_signature
from tanym.apps.recognition.snapshots import snapshot
from tanym.core.kernel.errors import NotPermitted, Refused
from tanym.core.recognition.evidence import EvidenceKind


def put_evidence(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    item: Item,
    outcomes: Iterable[str] = (),
) -> RecognitionCase:
    """The case keeps what the item says now and refers to the same stored file; nothing is uploaded again.

    The signature of a signed file is asked anew. Raises `NotPermitted("evidence.not-yours")`, `Refused`
    (`evidence.twice`, `evidence.too-many`, `award.annulled`, `file.infected`), `InvalidValue("mapping.unknown-outcome")`.
    """
    permit(TABLE, "put_evidence", actor, timezone.localdate(at), owner=case.claimant)
    if item.owner_id != case.claimant_id:
        raise NotPermitted("evidence.not-yours")
    shown = item.award or item.register
    if shown is not None and shown.annulled_on:
        raise Refused("award.annulled", on=shown.annulled_on.isoformat())
    if item.file is not None and item.file.scan == "infected":
        raise Refused("file.infected", found=item.file.scan_found)
    outcomes = sorted({*outcomes})
    checked = _checked(item, at)  # before the lock: it may ask the network
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="put-evidence", revision=revision, sent=(item.pk, outcomes)):
            return found
        require(of(found).guarded(found.stage, "documents-given"), found)
        if found.evidence.filter(kept=item).exists():
            raise Refused("evidence.twice")
        made = snapshot(found, item, at=at, outcomes=outcomes, checked=checked)
        touch(found, actor=actor, act="put-evidence")
        note(
            found,
            actor=actor,
            at=at,
            verb="put_evidence",
            details={"item": str(made.public_id), "kind": made.kind},
        )
        return found


def _checked(item: Item, at: datetime) -> dict[str, str] | None:
    """Today's answers about a signed file; None: those that the item has."""
    if item.kind != EvidenceKind.SIGNED_CREDENTIAL or item.file is None or item.file.size > LARGEST_SIGNED:
        return None
    return check_signature(content(item.file), at)
