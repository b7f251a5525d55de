"""End an offer: nobody applies under it any more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.exams.models import Offer
from tanym.apps.exams.permissions import TABLE
from tanym.apps.organisations.permissions import permit


def end_offer(*, actor: Person, at: datetime, offer: Offer) -> Offer:
    """The last day of the offer is today; cases that run keep the terms that they were opened under."""
    today = timezone.localdate(at)
    permit(TABLE, "end_offer", actor, today, at=offer.centre)
    with transaction.atomic():
        found = Offer.objects.select_for_update(no_key=True).get(pk=offer.pk)
        if found.until is not None:
            return found
        found.until = today
        found.save(update_fields=["until"])
        journal(actor=actor, at=at, action="exams.end_offer", subject=f"exams.offer:{found.public_id}")
        return found
