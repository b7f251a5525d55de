"""The transparency log: how fast leaves are appended and proofs made, in the database of an installation.

A database of its own (SQLite, in a folder that is removed afterwards) gets its tables by the migrations. Leaves are made
from a counter, as entries of the log are (number and commitment, canonical JSON), and appended in batches as publishing
does, each batch a transaction. Then proofs of leaves drawn by a seed are made and verified. At last acts are written into
the journal and published, through the same actions as on the platform.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random
from time import process_time

PROOFS = 2000
AT = datetime(2026, 11, 22, tzinfo=UTC)


def main() -> None:
    """Measure and print; `--leaves` and `--acts` say how many."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--leaves", type=int, default=1_000_000)
    parser.add_argument("--batch", type=int, default=5_000)
    parser.add_argument("--acts", type=int, default=5_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tanym-bench-") as folder:
        _installation(Path(folder))
        tree(chosen.leaves, chosen.batch)
        _say("peak memory, MiB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        _say("database, MiB", sum(f.stat().st_size for f in Path(folder).glob("tanym.sqlite3*")) // 2**20)
        journal(chosen.acts)


def tree(leaves: int, batch: int) -> None:
    """Append so many leaves, then prove some of them."""
    from django.db import transaction

    from tanym.apps.audit.tiles import DatabaseTiles
    from tanym.core.transparency.proofs import (
        consistency_proof,
        inclusion_proof,
        verify_consistency,
        verify_inclusion,
    )
    from tanym.core.transparency.tree import append, root

    tiles, size, reported, spent = DatabaseTiles(), 0, 0, 0.0
    while size < leaves:
        # What comes in is made before the clock begins: what that costs is said apart.
        hashes = list(_leaves(size, min(size + batch, leaves)))
        begun = process_time()
        with transaction.atomic():
            size = append(tiles, size, hashes)
        spent += process_time() - begun
        if size - reported >= leaves // 10:
            reported = size
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            sys.stdout.write(f"  {size:>10,} leaves, {size / spent:,.0f} a CPU second, peak {memory} MiB\n")
            sys.stdout.flush()
    _say(f"append, leaves a CPU second (batches of {batch:,})", f"{leaves / spent:,.0f}")
    made = _spent(lambda: sum(1 for _ in _leaves(0, 20_000))) / 20_000
    _say("hash of a leaf from number and commitment, CPU microseconds", f"{made * 1e6:.1f}")
    top = root(tiles, leaves)
    random = Random(2026)  # noqa: S311  # no secret depends on it
    places = [random.randrange(leaves) for _ in range(PROOFS)]
    times = [_spent(lambda place=place: inclusion_proof(tiles, place, leaves)) for place in places]  # type: ignore[misc]
    _say("inclusion proof, CPU ms: mean", f"{sum(times) / PROOFS * 1e3:.2f}")
    _say(f"inclusion proof, CPU ms: slowest of {PROOFS:,}", f"{max(times) * 1e3:.2f}")
    for place in places[:200]:
        leaf = next(_leaves(place, place + 1))
        verify_inclusion(leaf, place, leaves, inclusion_proof(tiles, place, leaves), top)
    times = []
    for place in places[:500]:
        begun = process_time()
        proof = consistency_proof(tiles, place + 1, leaves)
        times.append(process_time() - begun)
        verify_consistency(place + 1, leaves, root(tiles, place + 1), top, proof)
    _say("consistency proof, CPU ms: mean", f"{sum(times) / len(times) * 1e3:.2f}")


def journal(acts: int) -> None:
    """Write acts into the journal and publish them, as the platform does."""
    from tanym.apps.audit.actions.publish import publish
    from tanym.apps.audit.actions.record import record
    from tanym.apps.audit.models import LogCheckpoint, LogHead, LogTile

    for table in (LogHead, LogTile, LogCheckpoint):
        table.objects.all().delete()
    publish(at=AT)

    def write() -> None:
        for n in range(acts):
            record(actor=None, at=AT, action="bench.act", subject=f"bench.thing:{n}", details={"n": n})

    _say("journal, acts a CPU second (each its own transaction)", f"{acts / _spent(write):,.0f}")
    _say("publish, acts a CPU second", f"{acts / _spent(lambda: publish(at=AT)):,.0f}")


def _leaves(start: int, end: int) -> Iterator[bytes]:
    from tanym.core.transparency.commitments import leaf_entry
    from tanym.core.transparency.hashing import leaf_hash

    for n in range(start + 1, end + 1):
        yield leaf_hash(leaf_entry(n, sha256(b"%d" % n).hexdigest()))


def _installation(folder: Path) -> None:
    """Settings and tables of an installation that is there for the measurement only."""
    os.environ |= {
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "tanym.config.settings",
        "TANYM_SECRET_KEY": "only-for-a-benchmark-0123456789-0123456789-0123456789",
        "TANYM_VAR": str(folder),
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _spent(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


def _say(what: str, figure: object) -> None:
    sys.stdout.write(f"{what:<62} {figure}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
