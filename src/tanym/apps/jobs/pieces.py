"""Work in pieces: each is taken by one process, done as a whole or not at all, and taken by another if that is gone."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet, Sum

from tanym.apps.jobs.kinds import Lost, Pieces
from tanym.apps.jobs.locks import forget, held, is_held
from tanym.apps.jobs.models import Job, Piece


@dataclass(frozen=True, slots=True)
class Taken:
    """A piece in the hands of this process (implements `kinds.Task`)."""

    pk: int
    worker: str
    content: dict[str, Any]

    def keep(self, content: dict[str, Any]) -> None:
        """See `kinds.Task`."""
        self._ours().update(content=content)
        self.content.update(content)

    def finish(self, result: dict[str, Any]) -> None:
        """See `kinds.Task`."""
        self._ours().update(state=Piece.State.DONE, result=result)

    def _ours(self) -> QuerySet[Piece]:
        ours = Piece.objects.filter(pk=self.pk, worker=self.worker, state=Piece.State.TAKEN)
        if ours.select_for_update(no_key=True).first() is None:
            raise Lost
        return ours


def divide(job: Job, pieces: Pieces) -> None:
    """Divide a job; one that is taken up again stays divided as it was."""
    with transaction.atomic():
        Job.objects.select_for_update(no_key=True).get(pk=job.pk)
        if not job.pieces.exists():
            Piece.objects.bulk_create(
                Piece(job=job, number=number, size=size, content=content)
                for number, (size, content) in enumerate(pieces.split(job.arguments))
            )


def work_off(job: Job, pieces: Pieces, between: Callable[[], None]) -> None:
    """Take piece after piece until there is none to take; `between` is called before each and may raise `Stopped`."""
    with _at_work(job) as worker:
        while True:
            between()
            task = _take(job, worker)
            if task is None:
                return
            try:
                pieces.do(job.arguments, task)
            except Lost:
                continue
            except Exception:
                mine = Piece.objects.filter(pk=task.pk, worker=worker, state=Piece.State.TAKEN)
                mine.update(state=Piece.State.WAITING, worker="")
                raise


def sizes(job: Job) -> tuple[int, int]:
    """How much is done, and of how much."""
    done = job.pieces.filter(state=Piece.State.DONE).aggregate(size=Sum("size"))["size"]
    return done or 0, job.pieces.aggregate(size=Sum("size"))["size"] or 0


def results(job: Job) -> list[dict[str, Any]]:
    """What came of the pieces that are done."""
    return list(job.pieces.filter(state=Piece.State.DONE).order_by("number").values_list("result", flat=True))


@contextmanager
def _at_work(job: Job) -> Iterator[str]:
    """The name of this process among those that work on the job; a lock of that name says that it lives."""
    worker = f"{job.public_id}-{secrets.token_hex(4)}"
    with held(worker):
        try:
            yield worker
        finally:
            forget(worker)


def _take(job: Job, worker: str) -> Taken | None:
    """A piece that nobody has, or whose process is gone; those that another process just looks at are passed over."""
    passing = connection.features.has_select_for_update_skip_locked
    open_ = job.pieces.exclude(state=Piece.State.DONE)
    for pk in open_.order_by("-state", "number").values_list("pk", flat=True):  # those that wait come first
        with transaction.atomic():
            piece = open_.select_for_update(no_key=True, skip_locked=passing).filter(pk=pk).first()
            if piece is None or (piece.state == Piece.State.TAKEN and is_held(piece.worker)):
                continue
            piece.state, piece.worker = Piece.State.TAKEN, worker
            piece.save(update_fields=["state", "worker"])
            return Taken(piece.pk, worker, piece.content)
    return None
