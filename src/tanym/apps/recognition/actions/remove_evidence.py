"""Take a piece of evidence out of a draft."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import EvidenceItem, RecognitionCase
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import locked, note, repeated, require, touch


def remove_evidence(
    *, actor: Person, at: datetime, case: RecognitionCase, revision: int | None, item: EvidenceItem
) -> RecognitionCase:
    """Take it out, with what was claimed for it; possible until the papers are submitted, and while papers are awaited."""
    permit(TABLE, "remove_evidence", actor, timezone.localdate(at), owner=case.claimant)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="remove-evidence", revision=revision, sent=item.pk):
            return found
        require(of(found).guarded(found.stage, "documents-given"), found)
        found.evidence.filter(pk=item.pk).delete()
        touch(found, actor=actor, act="remove-evidence")
        note(found, actor=actor, at=at, verb="remove_evidence", details={"item": str(item.public_id)})
        return found
