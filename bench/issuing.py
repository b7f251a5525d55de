"""Issuing for a country: awards that wait become signed, logged, status-listed credentials, as the job of a registrar does it.

    python -m bench.issuing [--number 10000] [--workers 1] [--database URL]

An installation of its own (SQLite in a folder that is removed afterwards, or the database that `--database` names, which
must be empty) gets the sample country and so many awards of one micro-qualification; then they are issued in pieces by as
many processes as are asked for. Figures are CPU seconds of these processes, the database server's own not counted.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.awards import AT, awards, installation
from bench.timing import machine


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--database", default="")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tanym-bench-") as folder:
        installation(Path(folder), chosen.database)
        begun = time.process_time()
        awards(chosen.number)
        _say("awards conferred, a CPU second", f"{chosen.number / (time.process_time() - begun):,.0f}")
        _one_by_one()
        _issue(chosen.number - ALONE, chosen.workers, Path(folder))
        _publish()


ALONE = 100
"""So many are issued one by one before, to compare."""


def _one_by_one() -> None:
    from tanym.apps.credentials.actions.issue import issue
    from tanym.apps.qualifications.queries import awards_to_issue

    first = list(awards_to_issue().order_by("pk")[:ALONE])
    issue(actor=None, at=AT, award=first.pop())
    begun = time.process_time()
    for award in first:
        issue(actor=None, at=AT, award=award)
    _say("one by one, credentials a CPU second", f"{len(first) / (time.process_time() - begun):,.0f}")


def _issue(number: int, workers: int, folder: Path) -> None:
    from tanym.apps.accounts.queries import person
    from tanym.apps.audit.models import Act
    from tanym.apps.credentials.batch import KIND
    from tanym.apps.credentials.issuing import WORK
    from tanym.apps.credentials.models import Credential, StatusPlace
    from tanym.apps.jobs.models import Job, Piece
    from tanym.apps.jobs.pieces import divide

    zhanar = person("zhanar")
    job = Job.objects.create(
        kind=KIND, arguments={"body": "kokzhar", "actor": str(zhanar.public_id)}, started_by=zhanar,
        created_at=AT, state=Job.State.RUNNING,
    )  # fmt: skip
    divide(job, WORK)
    before, wall = _children(), time.monotonic()
    command = [sys.executable, "-m", "tanym.config.entry", "job", str(job.public_id), "--beside"]
    processes = [subprocess.Popen(command, env=dict(os.environ)) for _ in range(workers)]  # noqa: S603
    for one in processes:
        if one.wait():
            sys.exit("a process failed")
    spent, wall = _children() - before, time.monotonic() - wall
    issued = Credential.objects.count() - ALONE
    if issued != number or job.pieces.exclude(state=Piece.State.DONE).exists():
        sys.exit(f"{issued} of {number} were issued")
    if StatusPlace.objects.filter(credential__isnull=False).count() != number + ALONE:
        sys.exit("a place is missing or there twice")
    if Act.objects.filter(action="credentials.issue").count() != number + ALONE:
        sys.exit("an act is missing or there twice")
    _say("credentials issued", f"{number:,}")
    _say(f"in pieces, {workers} processes: credentials a CPU second", f"{number / spent:,.0f}")
    _say("CPU seconds (the start of each process, two seconds or so, among them)", f"{spent:,.1f}")
    _say("seconds by the clock on the wall", f"{wall:,.1f}")
    _say(
        "peak memory of the largest process, MiB",
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    )
    _say("database, MiB", sum(f.stat().st_size for f in folder.glob("tanym.sqlite3*")) // 2**20)
    _say("machine", machine())


def _publish() -> None:
    from tanym.apps.audit.actions.publish import publish
    from tanym.apps.audit.proving import prove

    begun = time.process_time()
    size = publish(at=AT).size
    _say("published in the log, acts a CPU second", f"{size / (time.process_time() - begun):,.0f}")
    if prove().fault is not None:
        sys.exit("the journal does not hold")


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _say(what: str, figure: object) -> None:
    sys.stdout.write(f"{what:<72} {figure}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
