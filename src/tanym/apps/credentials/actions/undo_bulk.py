"""Undo the revocation of many documents while that is possible, or drop it before it began."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials.bulk import KIND, decided
from tanym.apps.credentials.models import BulkRevocation
from tanym.apps.credentials.permissions import TABLE
from tanym.apps.jobs.actions.start import start as start_job
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import NotPermitted, Refused


def undo_bulk(*, actor: Person, at: datetime, bulk: BulkRevocation, revision: int) -> BulkRevocation:
    """What was suspended by it is reinstated, as background work; what was only prepared is dropped.

    Raises `NotPermitted` (`credential.own-document` where one of them is one's own), `Refused` (`changed-meanwhile`, `credential.bulk-decided`, `credential.bulk-final` once the
    time to undo is over). A second click changes nothing.
    """
    permit(TABLE, "undo_bulk", actor, timezone.localdate(at), at=bulk.body)
    if bulk.items.filter(credential__holder=actor).exists():
        raise NotPermitted("credential.own-document")
    with transaction.atomic():
        found = (
            BulkRevocation.objects.select_for_update(no_key=True, of=("self",))
            .select_related("body")
            .get(pk=bulk.pk)
        )
        open_states = (BulkRevocation.State.PREPARED, BulkRevocation.State.SUSPENDED)
        if decided(found, revision, actor, "credentials.undo-bulk", *open_states):
            return found
        if found.undo_until is not None and found.undo_until <= at:
            raise Refused("credential.bulk-final")
        begun = found.state == BulkRevocation.State.SUSPENDED
        found.state = BulkRevocation.State.UNDONE if begun else BulkRevocation.State.DROPPED
        found.ended_at = at
        found.revision += 1
        found.save()
        journal(actor=actor, at=at, action="credentials.undo-bulk", subject=found.subject)
        if begun:
            start_job(actor=actor, at=at, kind=KIND, arguments={"bulk": str(found.public_id)}, alone=False)
        return found
