"""Write a list that was confirmed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tanym.apps.audit.actions.record import record
from tanym.apps.imports.kinds import kind as kind_named
from tanym.apps.imports.models import Batch, Turn
from tanym.apps.imports.reading import faults_of, rows_of, written
from tanym.core.kernel.errors import TanymError
from tanym.core.kernel.lists import Clash, Fault


def write(*, at: datetime, batch: Batch) -> Batch:
    """All rows in one transaction, or none; lists of one kind take turns. Written already: nothing happens.

    Where something is not right any more, the list comes back with the cells at which it clashes.
    """
    try:
        with transaction.atomic():
            return _write(at, batch)
    except Clash as clash:
        return _come_back(batch, clash.faults)
    except TanymError as refusal:  # an act refused and no cell is known: the whole list
        return _come_back(batch, [Fault(0, "", refusal.code, refusal.details)])


def _write(at: datetime, batch: Batch) -> Batch:
    turn, _new = Turn.objects.get_or_create(kind=batch.kind)
    Turn.objects.select_for_update().get(pk=turn.pk)
    row = Batch.objects.select_for_update(of=("self",)).select_related("uploaded_by").get(pk=batch.pk)
    if row.state not in (Batch.State.READY, Batch.State.PROPOSED, Batch.State.WRITING):
        return row
    kind = kind_named(row.kind)
    if faults := faults_of(kind, row.rows, localdate(at)):
        raise Clash(*faults)
    rows, _none = rows_of(kind, row.rows)
    source = f"imports.batch:{row.public_id}"
    second = {"second": row.seconded_by} if kind.second else {}
    row.result = dict(kind.write(rows, actor=row.uploaded_by, at=at, source=source, **second))
    row.state, row.written_at, row.rows, row.revision = Batch.State.WRITTEN, at, [], row.revision + 1
    row.save(update_fields=["result", "state", "written_at", "rows", "revision"])
    record(
        actor=row.uploaded_by,
        at=at,
        action="imports.write",
        subject=source,
        details={"kind": row.kind, "digest": row.digest, "rows": row.count, "written": row.result},
    )
    return row


def _come_back(batch: Batch, faults: object) -> Batch:
    with transaction.atomic():
        row = Batch.objects.select_for_update().get(pk=batch.pk)
        row.state, row.clashed, row.faults = Batch.State.FAULTY, True, written(faults)  # type: ignore[arg-type]
        row.revision += 1
        row.save(update_fields=["state", "clashed", "faults", "revision"])
    return row
