"""Upload a list and look at every cell of it; nothing of it is written."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tanym.adapters.spreadsheets import read_table
from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.imports.kinds import kind as kind_named
from tanym.apps.imports.models import Batch
from tanym.apps.imports.reading import blocking, judge, written
from tanym.core.kernel.errors import InvalidValue, NotPermitted


def upload(*, actor: Person, at: datetime, kind: str, data: bytes) -> Batch:
    """The list as it was read, with the faults at its cells; ready where there is none.

    Raises `NotFound("imports.unknown-kind")`, `NotPermitted`, the `InvalidValue`s of `read_table`, and
    `InvalidValue("imports.only-headings")`.
    """
    of = kind_named(kind)
    if not of.may(actor, localdate(at)):
        raise NotPermitted("not-permitted", action="upload")
    table = read_table(data)
    if len(table.rows) < 2:
        raise InvalidValue("imports.only-headings")
    judged = judge(of, table, localdate(at), actor)
    with transaction.atomic():
        batch = Batch.objects.create(
            kind=kind,
            uploaded_by=actor,
            uploaded_at=at,
            digest=hashlib.sha256(data).hexdigest(),
            rows=judged.rows,
            count=len(judged.rows),
            headings=dict(judged.headings),
            unread=list(table.unread),
            faults=written(judged.faults),
            state=Batch.State.FAULTY if blocking(judged.faults) else Batch.State.READY,
        )
        record(
            actor=actor,
            at=at,
            action="imports.upload",
            subject=f"imports.batch:{batch.public_id}",
            details={
                "kind": kind,
                "digest": batch.digest,
                "rows": batch.count,
                "faults": len(judged.faults),
            },
        )
    return batch
