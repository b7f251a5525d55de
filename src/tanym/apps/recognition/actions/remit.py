"""Remit: the second panel has it examined anew."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.deciding import decide
from tanym.apps.recognition.models import Appeal
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.proceedings import locked, repeated


def remit(*, actor: Person, at: datetime, appeal: Appeal, revision: int | None) -> Appeal:
    """The case that was appealed against goes back to where it is examined, before somebody else. Raises as `advance`."""
    permit(TABLE, "remit", actor, timezone.localdate(at), at=appeal.of.organisation)
    with transaction.atomic():
        found = locked(appeal)
        if repeated(found, actor=actor, act="remit", revision=revision):
            return found
        decide(found, actor=actor, at=at, step="remit")
        return found
