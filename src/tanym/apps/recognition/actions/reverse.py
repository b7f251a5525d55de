"""Reverse: the second panel puts another decision in place of the first."""

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


def reverse(*, actor: Person, at: datetime, appeal: Appeal, revision: int | None) -> Appeal:
    """Another decision takes the place of the first; the case that was appealed against goes on with that. Raises as `advance`."""
    permit(TABLE, "reverse", actor, timezone.localdate(at), at=appeal.of.organisation)
    with transaction.atomic():
        found = locked(appeal)
        if repeated(found, actor=actor, act="reverse", revision=revision):
            return found
        decide(found, actor=actor, at=at, step="reverse")
        return found
