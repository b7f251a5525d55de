"""Take back what one allowed a program."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.oauth.models import Grant
from tanym.core.kernel.errors import NotFound


def take_back(*, actor: Person, at: datetime, grant: Grant) -> Grant:
    """The permission ends at once, with every token. Ended already: nothing happens.

    Raises `NotFound("page.unknown")` for anybody but the person who gave it.
    """
    if grant.person_id != actor.pk:
        raise NotFound("page.unknown")
    with transaction.atomic():
        found = Grant.objects.select_for_update(no_key=True).get(pk=grant.pk)
        if found.ended_at is not None:
            return found
        found.ended_at = at
        found.save(update_fields=["ended_at"])
        found.tokens.filter(ended_at__isnull=True).update(ended_at=at)
        journal(actor=actor, at=at, action="oauth.take_back", subject=found.subject, details={})
        return found
