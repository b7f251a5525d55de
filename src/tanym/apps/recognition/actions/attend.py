"""Note whether a member is present."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import Seat
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import Record, of
from tanym.apps.recognition.proceedings import case_of, locked, note, repeated, require, touch
from tanym.apps.recognition.seating import give_chair
from tanym.core.kernel.errors import NotFound


def attend(
    *, actor: Person, at: datetime, record: Record, revision: int | None, seat: Seat, present: bool
) -> Record:
    """The secretary notes who is there; whoever is absent has no vote; who had left is back. An absent chair is stood in for by the deputy."""
    permit(TABLE, "attend", actor, timezone.localdate(at), at=case_of(record).organisation)
    with transaction.atomic():
        found = locked(record)
        if repeated(found, actor=actor, act=f"attend {seat.pk}", revision=revision, sent=present):
            return found
        require(of(found).guarded(found.stage, "quorum"), found)
        held = Seat.objects.filter(
            pk=seat.pk, commission__case=case_of(found), commission__procedure=found.case["procedure"]
        ).first()
        if held is None or held.state == "recused":
            raise NotFound("recognition.no-seat")
        held.state = "present" if present else "absent"
        held.left_on, held.left_because = None, ""
        if not present:
            held.vote, held.voted_at = "", None
        held.save()
        give_chair(found, held.commission)
        touch(found, actor=actor, act=f"attend {seat.pk}")
        note(found, actor=actor, at=at, verb="attend", details={"present": present})
        return found
