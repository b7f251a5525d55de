"""Do without guidance."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.proceedings import locked, note
from tanym.apps.validation.permissions import TABLE
from tanym.apps.validation.queries import period_of, route_of


def decline_guidance(*, actor: Person, at: datetime, case: RecognitionCase) -> RecognitionCase:
    """The person wants no guidance in the period that runs: before, during or after the case (VL-04)."""
    today = timezone.localdate(at)
    permit(TABLE, "decline_guidance", actor, today, owner=case.claimant)
    with transaction.atomic():
        found: RecognitionCase = locked(case)
        route, period = route_of(found), period_of(found)
        if period not in route.declined:
            route.declined = {**route.declined, period: today.isoformat()}
            route.save(update_fields=["declined"])
            note(found, actor=actor, at=at, verb="decline_guidance", details={"period": period})
        return found
