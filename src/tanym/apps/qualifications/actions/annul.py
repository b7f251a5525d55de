"""Annul an award."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.qualifications import annulments
from tanym.apps.qualifications.models import Award
from tanym.core.kernel.errors import Refused


def annul(*, actor: Person | None, at: datetime, award: Award, reason: str) -> Award:
    """Mark the award as annulled, with the reason; it stays in the register. The caller has asked for permission.

    Nobody acts where a term has ended it.

    What follows in rooms above (`annulments`), such as the end of its document, is done in the same transaction.

    Raises `Refused("award.annulled")` when it already is.
    """
    with transaction.atomic():
        award = Award.objects.select_for_update(no_key=True).get(pk=award.pk)
        if award.annulled_on:
            raise Refused("award.annulled", on=award.annulled_on.isoformat())
        award.annulled_on, award.annulled_for = timezone.localdate(at), reason
        award.save(update_fields=["annulled_on", "annulled_for"])
        journal(
            actor=actor,
            at=at,
            action="qualifications.annul",
            subject=f"qualifications.award:{award.public_id}",
        )
        for follow in annulments.known():
            follow(actor=actor, at=at, award=award)
        return award
