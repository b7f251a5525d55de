"""Add a new piece of evidence to a draft."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.files.models import StoredFile
from tanym.apps.files.queries import content as content_of
from tanym.apps.files.receiving import Received, receive
from tanym.apps.organisations.permissions import permit
from tanym.apps.portfolio.actions.keep import keep
from tanym.apps.portfolio.given import Given as Given
from tanym.apps.qualifications.models import Award
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import locked, note, repeated, require, touch
from tanym.apps.recognition.signatures import LARGEST_SIGNED, check_signature
from tanym.apps.recognition.snapshots import snapshot
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.recognition.evidence import EvidenceKind


def add_evidence(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    outcomes: Iterable[str] = (),
    award: Award | None = None,
    given: Given | None = None,
    upload: UploadedFile | None = None,
    stored: StoredFile | None = None,
) -> RecognitionCase:
    """Add an own award of the platform, or something `given` with or without a file, for the outcomes that it shows.

    It is kept in the claimant's portfolio, too, the same bytes once; the case keeps what was said of it here. The file
    is an `upload`, or one that the claimant has `stored` before. A file with a signature is checked at once; what the
    check could not tell is no reason to refuse it. Raises as `keep` and `receive`, `InvalidValue`
    (`evidence.no-content`, `mapping.unknown-outcome`), `NotPermitted("evidence.not-yours")`, `Refused`
    (`evidence.twice`, `evidence.too-many`).
    """
    today = timezone.localdate(at)
    permit(TABLE, "add_evidence", actor, today, owner=case.claimant)
    if stored is not None and stored.owner_id != actor.pk:
        raise NotPermitted("evidence.not-yours")
    if award is None and given is None:
        raise InvalidValue("evidence.no-content")
    outcomes = sorted({*outcomes})
    received = receive(upload) if upload else None  # before the lock: both may ask another program
    checked = _checked(given, received, stored, at)
    named = (received.digest, received.name) if received else stored and stored.pk
    with transaction.atomic():
        found = locked(case)
        sent = (given, award and award.pk, outcomes, named)
        if repeated(found, actor=actor, act="add-evidence", revision=revision, sent=sent):
            return found
        require(of(found).guarded(found.stage, "documents-given"), found)
        item = keep(
            actor=actor, at=at, given=given, award=award, received=received, stored=stored, checked=checked
        )
        if upload is None and found.evidence.filter(kept=item).exists():
            raise Refused("evidence.twice")
        said = given.tidied(today, with_file=item.file_id is not None) if given else None
        made = snapshot(found, item, at=at, outcomes=outcomes, given=said, checked=checked if given else None)
        touch(found, actor=actor, act="add-evidence")
        note(
            found,
            actor=actor,
            at=at,
            verb="add_evidence",
            details={"item": str(made.public_id), "kind": made.kind},
        )
        return found


def _checked(
    given: Given | None, received: Received | None, stored: StoredFile | None, at: datetime
) -> dict[str, str]:
    if given is None or given.kind is not EvidenceKind.SIGNED_CREDENTIAL:
        return {}
    if stored is not None:
        return check_signature(content_of(stored), at)
    if received is None or len(received.content) > LARGEST_SIGNED:
        return {}
    return check_signature(received.content, at)
