"""Let one's adviser read one's cases, or no longer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.validation.models import Guidance
from tanym.apps.validation.permissions import TABLE


def change_consent(*, actor: Person, at: datetime, guidance: Guidance, consent: bool) -> Guidance:
    """From now on the adviser reads the person's cases at the organisation, or does not."""
    permit(TABLE, "change_consent", actor, timezone.localdate(at), owner=guidance.person)
    with transaction.atomic():
        found = Guidance.objects.select_for_update(no_key=True).get(pk=guidance.pk)
        if bool(found.consented_at) == consent:
            return found
        found.consented_at = at if consent else None
        found.revision += 1
        found.save(update_fields=["consented_at", "revision"])
        journal(
            actor=actor,
            at=at,
            action="validation.change_consent",
            subject=f"validation.guidance:{found.public_id}",
            details={"consent": consent},
        )
        return found
