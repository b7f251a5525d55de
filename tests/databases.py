"""Databases for tests: migrated once in each run, by the command that an operator uses, and copied for whoever needs one."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.places import ROOT

MIGRATED = "tanym_migrated"


def copied(name: str, shared: Path, to: Path) -> str:
    """A migrated database that nobody else uses: its name on the PostgreSQL of DATABASE_URL, or `to`, where SQLite keeps it.

    `shared` is the folder of the run. What was called the same before is dropped.
    """
    file = shared / f"{MIGRATED}.sqlite3"
    with _one_at_a_time(shared) as done:
        if not done.exists():
            if server():
                _create(MIGRATED)
            _migrate(server_with(MIGRATED) if server() else f"sqlite:///{file}", shared)
            done.touch()
        if server():
            _create(name, like=MIGRATED)
            return name
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
    return str(to)


def folder_of_the_run(folder: Path) -> Path:
    """The folder that all processes of this run of tests see; `folder` is pytest's own of this process."""
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


def dropped(name: str) -> None:
    """Take a database of PostgreSQL away; a file of SQLite goes with its folder."""
    if server():
        _execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def server() -> str:
    """The PostgreSQL that DATABASE_URL names; empty where the tests use SQLite."""
    return os.environ.get("DATABASE_URL", "")


def server_with(database: str) -> str:
    """The address of a database on that PostgreSQL."""
    return f"{server().rsplit('/', 1)[0]}/{database}"


@contextmanager
def _one_at_a_time(shared: Path) -> Iterator[Path]:
    """Holds the other processes of the run back; the file that is there when the first has migrated."""
    with (shared / f"{MIGRATED}.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield shared / f"{MIGRATED}.done"


def _migrate(url: str, shared: Path) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tanym.config.settings",
        "TANYM_VAR": str(shared),
    }
    command = [sys.executable, "-m", "tanym.config.entry", "migrate", "--verbosity", "0"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _create(name: str, like: str = "") -> None:
    _execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    if like:
        _execute("CREATE DATABASE {} TEMPLATE {}", name, like)
    else:
        _execute("CREATE DATABASE {}", name)


def _execute(sql: str, *names: str) -> None:
    import psycopg
    from psycopg import sql as written

    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(written.SQL(sql).format(*map(written.Identifier, names)))
