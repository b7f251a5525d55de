"""Withdraw an application."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.proceedings import locked, repeated, take


def withdraw(*, actor: Person, at: datetime, case: RecognitionCase, revision: int | None) -> RecognitionCase:
    """The claimant stops, at any stage before the decision, and keeps all documents (VL-16). Raises as `advance`."""
    permit(TABLE, "withdraw", actor, timezone.localdate(at), owner=case.claimant)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="withdraw", revision=revision):
            return found
        announce(found, take(found, actor=actor, at=at, step="withdraw"), at=at)
        return found
