"""Issuing for a country: awards that wait become signed, logged, status-listed credentials, as the job of a registrar does it.

    python -m bench.issuing [--number 100000] [--workers 2] [--kill] [--database URL] [--folder FOLDER]

An installation of its own (SQLite in a folder that is removed afterwards, or the database that `--database` names, which
must be empty) gets the sample country and so many awards of one micro-qualification; then they are issued as one job by as
many processes as are asked for. With `--kill` the process that leads is killed (SIGKILL) after a third of the work, all that
live after two thirds, and the job is taken up again. Whatever is missing or there twice ends the run. With `--folder` the
awards are kept there and issued by the next run, where they wait. Figures are CPU seconds of these processes, the database
server's own not counted.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.awards import AT, awards, installation
from bench.issued import check, size_of_database
from bench.timing import machine

ALONE = 100
"""So many are issued one by one before, to compare."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--database", default="")
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tanym-bench-") as empty:
        installation(chosen.folder or Path(empty), chosen.database)
        _prepare(chosen.number)
        _one_by_one()
        _issue(chosen.number - ALONE, chosen.workers, chosen.kill)
        _publish()
        _say("checked: each award once, no place twice, journal whole; verified", check(chosen.number))
        _say("machine", machine())


def _prepare(number: int) -> None:
    from tanym.apps.qualifications.queries import awards_to_issue

    if not awards_to_issue().exists():
        begun = time.process_time()
        awards(number)
        _say("awards conferred, a CPU second", f"{number / (time.process_time() - begun):,.0f}")
    if (found := awards_to_issue().count()) != number:
        sys.exit(f"{found} awards wait, not {number}")


def _one_by_one() -> None:
    from tanym.apps.credentials.actions.issue import issue
    from tanym.apps.qualifications.queries import awards_to_issue

    first = list(awards_to_issue().order_by("pk")[:ALONE])
    issue(actor=None, at=AT, award=first.pop())
    begun = time.process_time()
    for award in first:
        issue(actor=None, at=AT, award=award)
    _say("one by one, credentials a CPU second", f"{len(first) / (time.process_time() - begun):,.0f}")


def _issue(number: int, workers: int, kill: bool) -> None:
    from django.utils import timezone

    from tanym.apps.accounts.queries import person
    from tanym.apps.credentials.batch import KIND
    from tanym.apps.jobs.models import Job

    zhanar = person("zhanar")
    arguments = {"body": "kokzhar", "actor": str(zhanar.public_id)}
    job = Job.objects.create(kind=KIND, arguments=arguments, started_by=zhanar, created_at=timezone.now())
    before, wall, size = _children(), time.monotonic(), size_of_database()
    _work(job, workers, kill)
    spent, wall = _children() - before, time.monotonic() - wall
    job.refresh_from_db()
    if (job.state, job.steps, job.of) != (Job.State.DONE, number, number):
        sys.exit(f"the job says {job.state}, {job.steps} of {job.of}")
    _say("credentials issued", f"{number:,}")
    _say(f"as one job, processes: {workers}; credentials a CPU second", f"{number / spent:,.0f}")
    _say("CPU seconds (the start of each process, two seconds or so, among them)", f"{spent:,.1f}")
    _say("seconds by the clock on the wall", f"{wall:,.1f}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    _say("peak memory of the largest process, MiB", peak)
    grown = size_of_database() - size
    _say("database grown by, MiB; bytes a credential", f"{grown / 2**20:,.0f}; {max(grown, 0) / number:,.0f}")


def _work(job: Any, workers: int, kill: bool) -> None:
    processes = _started(job, workers)
    for third in (1, 2) if kill else ():
        steps = _wait_for(job, third / 3, processes)
        victims = processes[:1] if third == 1 else processes
        for one in victims:
            one.send_signal(signal.SIGKILL)
            one.wait()
        processes = processes[len(victims) :]
        _say(f"killed: {len(victims)}, left: {len(processes)}, after pieces of", f"{steps:,}")
        processes = processes or _started(job, workers)
    for one in processes:
        if one.wait():
            sys.exit("a process failed")


def _started(job: Any, workers: int) -> list[subprocess.Popen[bytes]]:
    """The process that leads the job, and those that help."""
    command = [sys.executable, "-m", "tanym.config.entry", "job", str(job.public_id)]
    environment = {**os.environ, "TANYM_JOBS": "process", "TANYM_WORKERS": "1"}
    # as the platform starts them
    own = {"env": environment, "start_new_session": True, "stdout": subprocess.DEVNULL}
    found = [subprocess.Popen(command, **own)]  # noqa: S603
    while workers > 1 and not job.pieces.exists():  # who helps finds the work divided
        time.sleep(0.1)
    for _ in range(workers - 1):
        found.append(subprocess.Popen([*command, "--beside"], **own))  # noqa: S603
    return found


def _wait_for(job: Any, share: float, processes: list[subprocess.Popen[bytes]]) -> int:
    """Until so much of the job is done; how much is."""
    from tanym.apps.jobs.pieces import sizes

    while True:
        done, of = sizes(job)
        if of and done >= share * of:
            return done
        if all(one.poll() is not None for one in processes):
            sys.exit("nobody works any more")
        time.sleep(0.2)


def _publish() -> None:
    from tanym.apps.audit.actions.publish import publish

    begun = time.process_time()
    size = publish(at=AT).size
    _say("published in the log, acts a CPU second", f"{size / (time.process_time() - begun):,.0f}")


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _say(what: str, figure: object) -> None:
    sys.stdout.write(f"{what:<72} {figure}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
