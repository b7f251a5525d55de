"""Confirm the revocation of many documents, as the second person."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials.bulk import KIND, decided
from tanym.apps.credentials.models import BulkRevocation
from tanym.apps.credentials.permissions import TABLE
from tanym.apps.jobs.actions.start import start as start_job
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import Refused


def confirm_bulk(*, actor: Person, at: datetime, bulk: BulkRevocation, revision: int) -> BulkRevocation:
    """All of them are suspended now, as background work; they are revoked for good once the time to undo is over.

    Raises `NotPermitted`, `Refused` (`credential.second-person` for whoever prepared it, `changed-meanwhile`,
    `credential.bulk-decided`). A second click changes nothing.
    """
    permit(TABLE, "confirm_bulk", actor, timezone.localdate(at), at=bulk.body)
    if bulk.prepared_by_id == actor.pk:
        raise Refused("credential.second-person")
    with transaction.atomic():
        found = (
            BulkRevocation.objects.select_for_update(no_key=True, of=("self",))
            .select_related("body")
            .get(pk=bulk.pk)
        )
        if decided(found, revision, actor, "credentials.confirm-bulk", BulkRevocation.State.PREPARED):
            return found
        found.state = BulkRevocation.State.SUSPENDED
        found.confirmed_by, found.confirmed_at = actor, at
        found.undo_until = at + timedelta(days=settings.TANYM.undo_days)
        found.revision += 1
        found.save()
        journal(
            actor=actor,
            at=at,
            action="credentials.confirm-bulk",
            subject=found.subject,
            details={"documents": found.items.count(), "undo_until": found.undo_until.isoformat()},
        )
        start_job(actor=actor, at=at, kind=KIND, arguments={"bulk": str(found.public_id)}, alone=False)
        return found
