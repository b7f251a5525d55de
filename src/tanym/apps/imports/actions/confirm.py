"""Confirm a list in which all is right: it is written, whole or not at all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.imports.actions.write import write
from tanym.apps.imports.kinds import kind as kind_named
from tanym.apps.imports.models import Batch
from tanym.apps.imports.permissions import permit_second
from tanym.apps.jobs.actions.start import start as start_job
from tanym.apps.jobs.models import Job
from tanym.apps.jobs.queries import standing
from tanym.core.kernel.errors import NotFound, NotPermitted, Refused

SHORT = 100
"""Rows that are written at once; longer lists are background work."""

FEW = 20
"""The same for lists that are written in parts: signing a document takes a while."""

WORK = "imports.write"
"""The kind of background work."""


def confirm(*, actor: Person, at: datetime, batch: Batch, revision: int) -> Batch:
    """Write a short list now, let a job write a long one. Confirmed already: nothing happens.

    Where the kind of list wants a second person, the word of whoever uploaded it lets it wait for another's.

    The list is looked at once more just before it is written: where somebody else was quicker, it comes back with the
    cells that clash. Raises `NotFound` for others than who uploaded it, `NotPermitted`, `Refused("imports.faulty" |
    "changed-meanwhile" | "jobs.one-already")`.
    """
    kind, on = kind_named(batch.kind), localdate(at)
    if actor.pk != batch.uploaded_by_id and not kind.second:
        raise NotFound("page.unknown")
    if not kind.may(actor, on):
        raise NotPermitted("not-permitted", action="upload")
    with transaction.atomic():
        row = Batch.objects.select_for_update(no_key=True).get(pk=batch.pk)
        if row.state == Batch.State.WRITTEN or _is_written_now(row, at):
            return row
        if kind.second and row.state in (Batch.State.READY, Batch.State.PROPOSED):
            if actor.pk == row.uploaded_by_id:
                return _propose(row, actor, at)
            permit_second(actor, row, on)
            row.seconded_by = actor
        if row.state == Batch.State.FAULTY:
            raise Refused("imports.faulty")
        if row.revision != revision:
            raise Refused("changed-meanwhile")
        row.revision += 1
        long = len(row.rows) > (FEW if kind.in_parts else SHORT)
        if long:
            row.state = Batch.State.WRITING
            row.job = start_job(actor=actor, at=at, kind=WORK, arguments={"batch": str(row.public_id)})
        row.save(update_fields=["revision", "state", "job", "seconded_by"])
        # under the same lock: a second click finds the list written, never half way
        return row if long else write(at=at, batch=row)


def _propose(row: Batch, actor: Person, at: datetime) -> Batch:
    """The list now waits for a second person; said twice, nothing happens."""
    if row.state == Batch.State.READY:
        row.state, row.revision = Batch.State.PROPOSED, row.revision + 1
        row.save(update_fields=["state", "revision"])
        record(
            actor=actor,
            at=at,
            action="imports.propose",
            subject=f"imports.batch:{row.public_id}",
            details={"kind": row.kind, "digest": row.digest, "rows": row.count},
        )
    return row


def _is_written_now(row: Batch, at: datetime) -> bool:
    """Whether a job is at it; one that was stopped or lost may be begun again."""
    return row.state == Batch.State.WRITING and row.job is not None and standing(row.job, at) in Job.OPEN
