"""Offer a reason of one's own no more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import OwnReason
from tanym.apps.recognition.permissions import TABLE


def end_reason(*, actor: Person, at: datetime, reason: OwnReason) -> OwnReason:
    """It leaves the library; minutes that were written with it keep its words. Ending it twice changes nothing."""
    permit(TABLE, "end_reason", actor, timezone.localdate(at), at=reason.organisation)
    with transaction.atomic():
        found = OwnReason.objects.select_for_update(no_key=True).get(pk=reason.pk)
        if found.ended_at is None:
            found.ended_at = at
            found.save(update_fields=["ended_at"])
            journal(
                actor=actor,
                at=at,
                action="recognition.end_reason",
                subject=f"recognition.reason:{found.public_id}",
            )
        return found
