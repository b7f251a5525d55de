"""Supply the papers that were asked for."""

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


def supply(
    *, actor: Person, at: datetime, case: RecognitionCase, revision: int | None, application: str = ""
) -> RecognitionCase:
    """Give the case back to the secretary with what was added; `application` replaces the earlier words where given.

    Raises as `advance`: papers that are still missing are named.
    """
    permit(TABLE, "supply", actor, timezone.localdate(at), owner=case.claimant)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="supply", revision=revision, sent=application):
            return found
        found.application = application.strip() or found.application
        announce(found, take(found, actor=actor, at=at, step="supply"), at=at)
        return found
