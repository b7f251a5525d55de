"""Step aside from a case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import Record, of
from tanym.apps.recognition.proceedings import case_of, locked, note, require, touch
from tanym.apps.recognition.seating import give_chair, own_seat
from tanym.core.kernel.errors import InvalidValue


def recuse(*, actor: Person, at: datetime, record: Record, reason: str) -> Record:
    """A member steps aside, with the reason that the minutes keep; the vote, if there was one, no longer counts.

    Raises `NotPermitted("recognition.not-seated")`, `InvalidValue("recognition.say-why")`.
    """
    permit(TABLE, "recuse", actor, timezone.localdate(at), at=case_of(record).organisation)
    with transaction.atomic():
        found = locked(record)
        require(of(found).guarded(found.stage, "quorum"), found)
        held = own_seat(found, actor)
        if not reason.strip():
            raise InvalidValue("recognition.say-why")
        if held.state == "recused":
            return found
        held.state, held.reason, held.vote, held.voted_at = "recused", reason.strip(), "", None
        held.save()
        give_chair(found, held.commission)
        touch(found, actor=actor, act="recuse")
        note(found, actor=actor, at=at, verb="recuse")
        return found
