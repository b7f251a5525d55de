"""Which processes are at work: each holds a lock on a file, which the system takes away when it is gone."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def held(name: str) -> Iterator[bool]:
    """Hold the lock of this name, where nobody else does; says whether it is held."""
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def is_held(name: str) -> bool:
    """Whether some process holds the lock."""
    if not _path(name).exists():
        return False
    with held(name) as ours:
        return not ours


def forget(name: str) -> None:
    """Remove the file of a lock that nobody will ask for again."""
    _path(name).unlink(missing_ok=True)


def _path(name: str) -> Path:
    return Path(settings.TANYM.var) / "jobs" / f"{name}.lock"
