"""Uphold: the second panel leaves the decision as it is."""

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


def uphold(*, actor: Person, at: datetime, appeal: Appeal, revision: int | None) -> Appeal:
    """The first decision stands; the case that was appealed against goes on with that. Raises as `advance`."""
    permit(TABLE, "uphold", actor, timezone.localdate(at), at=appeal.of.organisation)
    with transaction.atomic():
        found = locked(appeal)
        if repeated(found, actor=actor, act="uphold", revision=revision):
            return found
        decide(found, actor=actor, at=at, step="uphold")
        return found
