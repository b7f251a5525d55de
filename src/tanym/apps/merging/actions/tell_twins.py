"""Tell people that they may have two accounts."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.merging.notices import tell
from tanym.apps.merging.permissions import TABLE
from tanym.apps.merging.queries import twins
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit


def tell_twins(*, actor: Person, at: datetime, organisation: Organisation) -> int:
    """A letter to everybody who was not told yet, on whatever page they read; nobody learns whose the other account is.

    Returns how many letters.
    """
    permit(TABLE, "tell_twins", actor, timezone.localdate(at), at=organisation)
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)  # one click at a time
        waiting = [one for one in twins() if one.told_at is None]
        for one in waiting:
            for person in one.people:
                tell(person, f"merging.letter.{one.why}", at=at, what="twin")
        count = sum(one.count for one in waiting)
        if count:
            record(
                actor=actor,
                at=at,
                action="merging.tell_twins",
                subject=f"organisations.organisation:{organisation.code}",
                details={"letters": count},
            )
        return count
