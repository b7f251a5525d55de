"""The journal while many write at once: one chain, whichever database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection
from django.utils import timezone

from tests.places import ROOT

WRITERS, EACH = 4, 5


def write_at_once() -> tuple[int, str | None]:
    """Threads with connections of their own, as in a server; how many more acts are read then, and the fault.

    Some acts stand there before: the packs of the distribution come into force with the tables.
    """
    from tanym.apps.audit.actions.publish import publish
    from tanym.apps.audit.actions.record import record
    from tanym.apps.audit.models import LogHead
    from tanym.apps.audit.proving import prove

    failed: list[Exception] = []
    before = prove().read

    def act(writer: int) -> None:
        try:
            for n in range(EACH):
                record(
                    actor=None,
                    at=timezone.localtime(),
                    action="test.act",
                    subject=f"test.thing:{writer}",
                    details={"n": n, "share": 0.5, "of": None, "name": "\u04d9"},
                )
                publish(at=timezone.localtime())
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=act, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed, failed
    proof = prove()
    assert LogHead.objects.get().size == proof.read, "every act stands in the log, each once"
    return proof.read - before, proof.fault


@pytest.mark.django_db(transaction=True)
def test_acts_of_many_at_once_make_one_chain_on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL names no PostgreSQL; on SQLite the next test asks the same")
    assert write_at_once() == (WRITERS * EACH, None)


def test_acts_of_many_at_once_make_one_chain_on_sqlite(tmp_path: Path) -> None:
    """In a process of its own, since the database of the other tests lies in memory and has other locks."""
    script = (
        "import django; django.setup()\n"
        "from django.core.management import call_command; call_command('migrate', 'audit', verbosity=0)\n"
        "from tests.apps.audit.test_journal_of_many import write_at_once; print(*write_at_once())"
    )
    environment = {
        **os.environ,
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "tanym.config.settings",
        "PYTHONPATH": str(ROOT),
        "TANYM_SECRET_KEY": "only-for-tests-0123456789-0123456789-0123456789-0123456789",
        "TANYM_VAR": str(tmp_path),
    }
    answer = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert answer.stdout.split() == [str(WRITERS * EACH), "None"], answer.stderr
