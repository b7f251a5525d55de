"""Throw a list away that was not written."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.imports.kinds import kind
from tanym.apps.imports.models import Batch
from tanym.apps.imports.permissions import permit_owner
from tanym.apps.jobs.models import Job
from tanym.apps.jobs.queries import standing
from tanym.core.kernel.errors import Refused


def discard(*, actor: Person, at: datetime, batch: Batch) -> None:
    """Nothing of it stays but the line in the journal, and what was written of a list in parts that was stopped. Raises `NotFound` for others than who uploaded it,
    `Refused("imports.under-way")` while it is written or afterwards."""
    permit_owner("discard", actor, batch, localdate(at))
    with transaction.atomic():
        row = Batch.objects.select_for_update(no_key=True).filter(pk=batch.pk).first()
        if row is None:
            return
        stopped = kind(row.kind).in_parts and row.job is not None and standing(row.job, at) not in Job.OPEN
        if row.state == Batch.State.WRITTEN or (row.state == Batch.State.WRITING and not stopped):
            raise Refused("imports.under-way")
        record(
            actor=actor,
            at=at,
            action="imports.discard",
            subject=f"imports.batch:{row.public_id}",
            details={"written": row.result} if row.result else {},
        )
        row.delete()
