"""End a waiver before its day."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.policy.models import Waiver
from tanym.core.kernel.errors import NotFound, Refused


def end_waiver(*, actor: Person, at: datetime, waiver: UUID) -> Waiver:
    """From today on the rule holds again for the thing. The caller has asked for permission.

    Raises `NotFound("waiver.unknown")`, `Refused("waiver.over")` where it holds no longer.
    """
    today = timezone.localdate(at)
    with transaction.atomic():
        found = Waiver.objects.select_for_update(no_key=True).filter(public_id=waiver).first()
        if found is None:
            raise NotFound("waiver.unknown")
        if found.last <= today:
            raise Refused("waiver.over", rule=found.rule)
        found.ended_on = today
        found.save(update_fields=["ended_on"])
        record(
            actor=actor,
            at=at,
            action="policy.end-waiver",
            subject=found.subject,
            details={"rule": found.rule, "waiver": str(found.public_id)},
        )
    return found
