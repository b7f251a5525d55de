"""End guidance."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.validation.models import Guidance
from tanym.apps.validation.permissions import TABLE


def end_guidance(*, actor: Person, at: datetime, guidance: Guidance) -> Guidance:
    """The guidance is over: the adviser reads no case any more, and still never judges this person."""
    permit(
        TABLE,
        "end_guidance",
        actor,
        timezone.localdate(at),
        at=guidance.organisation,
        owner=guidance.person,
    )
    with transaction.atomic():
        found = Guidance.objects.select_for_update(no_key=True).get(pk=guidance.pk)
        if found.ended_at is not None:
            return found
        found.ended_at, found.consented_at = at, None
        found.revision += 1
        found.save(update_fields=["ended_at", "consented_at", "revision"])
        journal(
            actor=actor,
            at=at,
            action="validation.end_guidance",
            subject=f"validation.guidance:{found.public_id}",
        )
        return found
