"""Give one's account the e-mail address at which a code was read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.permissions import permit
from tanym.apps.recovery.notices import tell, tell_former
from tanym.apps.recovery.permissions import TABLE


def change_address(*, actor: Person, at: datetime, address: str) -> Person:
    """The caller has compared the code. The address before learns of it; links that were sent there end."""
    permit(TABLE, "change_address", actor, timezone.localdate(at), owner=actor)
    with transaction.atomic():
        row = Person.objects.select_for_update(no_key=True).get(pk=actor.pk)
        before, row.email = row.email, address
        row.save(update_fields=["email"])
        record(
            actor=actor, at=at, action="recovery.change_address", subject=f"accounts.person:{row.public_id}"
        )
        tell(row, "recovery.letter.address", at=at)
        if before:
            tell_former(row, at=at, address=before)
    return row
