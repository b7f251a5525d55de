"""Write a list that was confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from tanym.apps.audit.actions.record import record
from tanym.apps.imports.kinds import kind as kind_named
from tanym.apps.imports.models import Batch, Turn
from tanym.apps.imports.reading import blocking, faults_of, rows_of, written
from tanym.core.kernel.errors import TanymError
from tanym.core.kernel.lists import Clash, Fault

PART = 50
"""Rows of a list that is written in parts, in one transaction: what is lost with a process, and waited for to stop."""

Progress = Callable[[int, int], None]


def write(*, at: datetime, batch: Batch, progress: Progress | None = None) -> Batch:
    """All rows in one transaction, or none; lists of one kind take turns. Written already: nothing happens.

    Where something is not right any more, the list comes back with the cells at which it clashes. A kind whose rows
    stand each by itself is written in parts: each part is whole, its rows leave the list, and what comes back is the rest.
    """
    try:
        while True:
            with transaction.atomic():
                row, numbers, more = _write(at, batch)
            if (afterwards := kind_named(row.kind).afterwards) is not None:
                afterwards(f"imports.batch:{row.public_id}", at, numbers if more else None)
            if progress:
                progress(row.count - len(row.rows), row.count)
            if not more:
                return row
    except Clash as clash:
        return _come_back(batch, clash.faults)
    except TanymError as refusal:  # an act refused and no cell is known: the whole list
        return _come_back(batch, [Fault(0, "", refusal.code, refusal.details)])


def _write(at: datetime, batch: Batch) -> tuple[Batch, list[int], bool]:
    """The list after a part of it was written, the numbers of the rows of that part, and whether there is more."""
    turn, _new = Turn.objects.get_or_create(kind=batch.kind)
    Turn.objects.select_for_update(no_key=True).get(pk=turn.pk)
    row = (
        Batch.objects.select_for_update(of=("self",), no_key=True)
        .select_related("uploaded_by")
        .get(pk=batch.pk)
    )
    if row.state not in (Batch.State.READY, Batch.State.PROPOSED, Batch.State.WRITING):
        return row, [], False
    kind = kind_named(row.kind)
    part, rest = (row.rows[:PART], row.rows[PART:]) if kind.in_parts else (row.rows, [])
    if faults := blocking(faults_of(kind, part, localdate(at), actor=row.uploaded_by)):
        raise Clash(*faults)
    rows, _none = rows_of(kind, part)
    source = f"imports.batch:{row.public_id}"
    further: dict[str, Any] = {"second": row.seconded_by} if kind.second else {}
    if kind.traced:
        further["digest"] = row.digest
    made = Counter(row.result)
    made.update(kind.write(rows, actor=row.uploaded_by, at=at, source=source, **further))
    row.result, row.rows = dict(made), rest
    row.state = Batch.State.WRITING if rest else Batch.State.WRITTEN
    row.revision += 1
    row.written_at = None if rest else at
    row.save(update_fields=["result", "state", "written_at", "rows", "revision"])
    if not rest:
        record(
            actor=row.uploaded_by,
            at=at,
            action="imports.write",
            subject=source,
            details={"kind": row.kind, "digest": row.digest, "rows": row.count, "written": row.result},
        )
    return row, [one.number for one in rows], bool(rest)


def _come_back(batch: Batch, faults: object) -> Batch:
    with transaction.atomic():
        row = Batch.objects.select_for_update(no_key=True).get(pk=batch.pk)
        row.state, row.clashed, row.faults = Batch.State.FAULTY, True, written(faults)  # type: ignore[arg-type]
        row.revision += 1
        row.save(update_fields=["state", "clashed", "faults", "revision"])
    return row
