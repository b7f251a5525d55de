"""Object to automated advice in every case to come."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.permissions import permit
from tanym.apps.privacy.models import Choice
from tanym.apps.privacy.permissions import TABLE


def object_in_general(*, actor: Person, at: datetime, objects: bool) -> Choice:
    """From now on each case that the actor sends carries the objection; or no longer. Said twice, nothing happens."""
    permit(TABLE, "object_in_general", actor, timezone.localdate(at), owner=actor)
    with transaction.atomic():
        found, _new = Choice.objects.select_for_update(no_key=True).get_or_create(person=actor)
        if bool(found.no_advice_since) != objects:
            found.no_advice_since = at if objects else None
            found.save(update_fields=["no_advice_since"])
            record(
                actor=actor,
                at=at,
                action="privacy.object_in_general",
                subject=f"accounts.person:{actor.public_id}",
                details={"objects": objects},
            )
        return found
