"""Throw a list away that was not written."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.imports.models import Batch
from tanym.apps.imports.permissions import permit_owner
from tanym.core.kernel.errors import Refused


def discard(*, actor: Person, at: datetime, batch: Batch) -> None:
    """Nothing of it stays but the line in the journal. Raises `NotFound` for others than who uploaded it,
    `Refused("imports.under-way")` while it is written or afterwards."""
    permit_owner("discard", actor, batch, localdate(at))
    with transaction.atomic():
        row = Batch.objects.select_for_update().filter(pk=batch.pk).first()
        if row is None:
            return
        if row.state in (Batch.State.WRITING, Batch.State.WRITTEN):
            raise Refused("imports.under-way")
        record(actor=actor, at=at, action="imports.discard", subject=f"imports.batch:{row.public_id}")
        row.delete()
