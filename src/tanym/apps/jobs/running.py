"""Doing a piece of background work: in a process of its own, or at once where an installation says so."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tanym.apps.jobs.kinds import Pieces, Progress, Stopped, kind
from tanym.apps.jobs.locks import held
from tanym.apps.jobs.models import Job
from tanym.apps.jobs.pieces import divide, sizes, work_off
from tanym.core.kernel.errors import TanymError

log = logging.getLogger(__name__)
TURN = "turn"
"""Jobs take turns: one at a time, so that the pages stay quick."""

MOST_PROCESSES = 4
"""Of one job, where an installation does not say how many (setting `TANYM_WORKERS`)."""

_CHILDREN: list[subprocess.Popen[bytes]] = []


def launch(public_id: UUID) -> None:
    """Let a job begin: `tanym job` in a new process, or here and now (setting `TANYM_JOBS`)."""
    if settings.TANYM.jobs == "inline":
        run(public_id)
        return
    _CHILDREN[:] = [child for child in _CHILDREN if child.poll() is None]  # so that none stays a zombie
    _CHILDREN.append(_start(str(public_id)))


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  # our own program and an identifier
        [sys.executable, "-m", "tanym.config.entry", "job", *arguments],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


def run(public_id: UUID, pause: Callable[[float], None] = time.sleep) -> str:
    """Do a waiting job from its beginning to its end, when its turn comes; returns the state in which it ended."""
    with held(str(public_id)) as ours:
        if not ours:
            return Job.objects.values_list("state", flat=True).get(public_id=public_id)
        while not _asked_to_stop(public_id):
            with held(TURN) as mine:
                if mine:
                    return _begin(public_id)
            pause(0.5)
        return _end(public_id, Job.State.CANCELLED)


def _begin(public_id: UUID) -> str:
    waiting = Job.objects.filter(public_id=public_id, state=Job.State.WAITING)
    waiting.update(state=Job.State.RUNNING, begun_at=timezone.now())
    job = Job.objects.get(public_id=public_id)
    return _do(job) if job.state == Job.State.RUNNING else job.state


def _do(job: Job) -> str:
    def progress(steps: int, of: int) -> None:
        Job.objects.filter(pk=job.pk).update(steps=steps, of=of)
        if _asked_to_stop(job.public_id):
            raise Stopped

    try:
        work = kind(job.kind).run
        if isinstance(work, Pieces):
            _share(job, work, progress)
        else:
            work(job.arguments, progress)
    except Stopped:
        return _end(job.public_id, Job.State.CANCELLED)
    except TanymError as refusal:
        details = {name: str(one) for name, one in refusal.details.items()}
        return _end(job.public_id, Job.State.FAILED, {"code": refusal.code, "details": details})
    except Exception:
        log.exception("job %s failed", job.public_id)
        return _end(job.public_id, Job.State.FAILED, {"code": "jobs.fault", "details": {}})
    return _end(job.public_id, Job.State.DONE)


def _share(job: Job, work: Pieces, progress: Progress) -> None:
    """Do it beside other processes, until every piece is done; one that is lost leaves its piece to the others."""
    divide(job, work)
    beside = _helpers(job) if settings.TANYM.jobs == "process" else []
    try:
        while True:
            work_off(job, work, lambda: progress(*sizes(job)))
            done, of = sizes(job)
            progress(done, of)
            if done == of:
                return
            time.sleep(0.2)
    finally:
        for child in beside:  # they see that the job ends, and finish the piece that they have
            child.wait()


def _helpers(job: Job) -> list[subprocess.Popen[bytes]]:
    wanted = settings.TANYM.workers or min(os.cpu_count() or 1, MOST_PROCESSES)
    return [_start(str(job.public_id), "--beside") for _ in range(min(wanted, job.pieces.count()) - 1)]


def help_out(public_id: UUID) -> None:
    """Work on a job that another process has begun, until there is nothing left to take."""
    job = Job.objects.get(public_id=public_id)
    work = kind(job.kind).run

    def between() -> None:
        if not Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, asked_to_stop=False).exists():
            raise Stopped

    if isinstance(work, Pieces):
        with suppress(Stopped):
            work_off(job, work, between)


def _asked_to_stop(public_id: UUID) -> bool:
    return Job.objects.filter(public_id=public_id, asked_to_stop=True).exists()


def _end(public_id: UUID, state: str, fault: dict[str, object] | None = None) -> str:
    open_ = Job.objects.filter(public_id=public_id, state__in=Job.OPEN)
    open_.update(state=state, ended_at=timezone.now(), fault=fault or {})
    return Job.objects.values_list("state", flat=True).get(public_id=public_id)
