"""A witness in a process of its own, against a server and against plain files: it catches a rewritten history."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from pytest_django.live_server_helper import LiveServer

from tanym.apps.audit.actions.record import record
from tanym.apps.audit.models import Act, JournalHead, LogCheckpoint, LogHead, LogTile
from tanym.apps.audit.proving import prove
from tanym.cli.app import main
from tests.apps.audit.rewriting import lock, rewrite
from tests.places import ROOT

Run = Callable[..., tuple[int, str]]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at(transactional_db: None) -> Iterator[datetime]:
    """The moment of the acts, in a journal that begins anew."""
    for table in (Act, JournalHead, LogHead, LogTile, LogCheckpoint):
        table.objects.all().delete()
    yield datetime.fromisoformat("2026-11-21T10:00:00+05:00")
    lock()


def _acts(count: int, at: datetime) -> None:
    for n in range(count):
        record(actor=None, at=at, action="test.act", subject=f"test.thing:{n}", details={"n": n})
    cache.clear()  # as after the moment between two checkpoints


def _tanym(*arguments: str) -> tuple[int, str]:
    """The command as a partner runs it: no database, no settings, no framework."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TANYM", "DJANGO", "DATABASE"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "tanym.config.entry", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def _here(*arguments: str) -> tuple[int, str]:
    """The same command in this process: quicker, where it does not matter."""
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = main(arguments)
    return code, said.getvalue()


def _witness(address: str, state: Path, *more: str, run: Run = _here) -> tuple[int, str]:
    host = address.split("/")[2]
    return run("log", "witness", address, "--state", str(state), "--allow", host, *more)


def test_a_history_rewritten_in_the_database_is_caught(
    live_server: LiveServer, at: datetime, tmp_path: Path
) -> None:
    address, state = f"{live_server.url}/log", tmp_path / "state.json"
    _acts(300, at)
    code, said = _witness(address, state, run=_tanym)
    assert (code, "First look: the log has 300 entries" in said) == (0, True), said
    assert "Compare it with the one from another place" in said
    _acts(5, at)
    code, said = _witness(address, state, "--language", "ru")
    assert (code, "записей было 300, теперь 305" in said) == (0, True), said
    believed = json.loads(state.read_text())["checkpoint"]

    rewrite(7, "test.forged")
    _acts(5, at)
    assert prove().fault is None, "nothing inside the installation can tell"
    code, said = _witness(address, state, "--json", run=_tanym)
    found = json.loads(said)
    assert (code, found["code"]) == (1, "log.rewritten")
    assert "History was rewritten" in found["sentences"][0]
    assert found["believed"] == believed
    kept = json.loads(state.read_text())
    assert kept["checkpoint"] == believed, "what was believed stays"
    assert [one["because"] for one in kept["refused"]] == ["log.rewritten"]

    Act.objects.filter(number__gt=305).delete()
    for table in (LogHead, LogTile, LogCheckpoint):
        table.objects.all().delete()
    cache.clear()
    code, said = _witness(address, state)
    assert (code, "The same size (305) with another root" in said) == (1, True), said
    Act.objects.filter(number__gt=300).delete()
    for table in (LogHead, LogTile, LogCheckpoint):
        table.objects.all().delete()
    cache.clear()
    code, said = _witness(address, state)
    assert (code, "The log became smaller: it had 305" in said) == (1, True), said


def test_an_entry_is_verified_with_the_key_that_the_witness_keeps(
    live_server: LiveServer, at: datetime, tmp_path: Path
) -> None:
    address, state, file = f"{live_server.url}/log", tmp_path / "state.json", tmp_path / "entry.json"
    _acts(3, at)
    assert _witness(address, state)[0] == 0
    with urlopen(f"{address}/entries/2.json") as answer:
        file.write_bytes(answer.read())
    code, said = _here("log", "verify", str(file), "--state", str(state))
    assert (code, "Entry no. 2 stands in the log localhost:8000/log" in said) == (0, True), said
    with urlopen(f"{address}/key") as answer:
        key = answer.read().decode().strip()
    assert _here("log", "verify", str(file), "--key", key)[0] == 0
    assert _here("log", "verify", str(file))[0] == 2
    file.write_text(file.read_text().replace('"number": 2', '"number": 1'))
    assert (
        _here("log", "verify", str(file), "--key", key)[0] == 1 or _here("log", "verify", str(file))[0] == 64
    )


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """A web server that knows nothing of logs."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_mirror_of_plain_files_is_witnessed_as_the_server_is(at: datetime, tmp_path: Path) -> None:
    folder, state = tmp_path / "mirror", tmp_path / "state.json"
    _acts(270, at)
    call_command("publish_log", "--to", str(folder))
    with _served(folder) as address:
        assert _witness(address, state)[0] == 0
        _acts(300, at)
        call_command("publish_log", "--to", str(folder))
        code, said = _witness(address, state)
        assert (code, "270 entries then, 570 now" in said) == (0, True), said
        assert len((folder / "tile" / "0" / "001").read_bytes()) == 8192

        (folder / "tile" / "0" / "002.p" / "58").write_bytes(b"\x01" * 58 * 32)
        fresh = tmp_path / "fresh.json"
        code, said = _witness(address, fresh)
        assert (code, "do not lead to the root" in said) == (1, True), said
        (folder / "tile" / "0" / "002.p" / "58").unlink()
        code, said = _witness(address, fresh)
        assert (code, "did not answer" in said) == (2, True), said
        note = (folder / "checkpoint").read_text()
        (folder / "checkpoint").write_text(note.replace("\n570\n", "\n571\n"))
        code, said = _witness(address, state)
        assert (code, "is forged" in said) == (1, True), said

    Act.objects.filter(number__gt=400).delete()
    for table in (LogHead, LogTile, LogCheckpoint):
        table.objects.all().delete()
    (folder / "checkpoint").write_text(note)
    with pytest.raises(CommandError, match="holds another log, or a later state"):
        call_command("publish_log", "--to", str(folder))


def test_a_witness_asks_no_machine_at_home_unless_it_is_told_to(tmp_path: Path) -> None:
    code, said = _here("log", "witness", "http://127.0.0.1:9/log", "--state", str(tmp_path / "s.json"))
    assert code == 64, said
    state = tmp_path / "broken.json"
    state.write_text("{}")
    code, said = _witness("http://127.0.0.1:9/log", state)
    assert (code, "not one of a witness" in said) == (64, True), said
    code, said = _witness("http://127.0.0.1:9/log", tmp_path / "other.json", "--key", "no key")
    assert (code, "The key of the log cannot be read" in said) == (64, True), said
    code, said = _witness("http://127.0.0.1:9/log", tmp_path / "other.json")
    assert (code, "did not answer" in said) == (2, True), said
