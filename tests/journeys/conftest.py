"""A real server with the sample country, and a real browser in front of it."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests import databases
from tests.journeys.walker import Walker
from tests.places import ROOT

CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

PATIENCE = 180.0
"""Seconds that a busy machine may take to start a server or to answer it."""


@dataclass
class Served:
    """A running Tanym: its address, its folder and the environment that its commands need."""

    address: str
    var: Path
    environment: dict[str, str] = field(default_factory=dict)

    def tanym(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a `tanym` command on the same installation."""
        return subprocess.run(
            [sys.executable, "-m", "tanym.config.entry", *arguments],
            env=self.environment, cwd=ROOT, capture_output=True, text=True, check=check, timeout=600,
        )  # fmt: skip

    @contextmanager
    def process(self, port: int, days: int = 0) -> Iterator[subprocess.Popen[bytes]]:
        """A server of this installation on a port: a process group of its own, ended with all its children.

        `days` from now, where it is not today.
        """
        module, when = (
            ("tests.journeys.serve_later", ["--days", str(days)]) if days else ("tanym.config.serve", [])
        )
        command = [sys.executable, "-m", module, "--port", str(port), *when]
        server = subprocess.Popen(command, env=self.environment, cwd=ROOT, start_new_session=True)
        try:
            _wait_for(f"http://localhost:{port}", server)
            yield server
        finally:
            _end(server)


def free_port() -> int:
    """A port that nobody listens on, below those that machines give to whoever calls somebody else."""
    while True:
        port = 20_000 + secrets.randbelow(10_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@contextmanager
def serving(var: Path, database: str) -> Iterator[Served]:
    """Tanym as `make start` serves it, with the sample country, in a folder and a database of its own."""
    running, port = installed(var, database)
    with running.process(port):
        yield running


def installed(var: Path, database: str) -> tuple[Served, int]:
    """The sample country in a folder and a database of its own, and the port that its address names; nothing serves it yet."""
    port = free_port()
    name = f"{database}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    databases.copied(name, databases.folder_of_the_run(var.parent), var / "tanym.sqlite3")
    environment = {
        **os.environ,
        "TANYM_VAR": str(var),
        "TANYM_SECRET_KEY": "only-for-the-journey-0123456789-0123456789-0123456789",
        "TANYM_SAMPLE": "true",
        "TANYM_ADDRESS": f"http://localhost:{port}",
        "TANYM_LOOPBACK_HOSTS": f"localhost:{port}",
        "DATABASE_URL": databases.server_with(name) if databases.server() else "",
        "DJANGO_SETTINGS_MODULE": "tanym.config.settings",
    }
    running = Served(f"http://localhost:{port}", var, environment)
    running.tanym("sample")
    return running, port


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The Tanym that the walks go through."""
    with serving(tmp_path_factory.mktemp("served"), "tanym_journey") as running:
        yield running


@pytest.fixture
def somebody(browser: Any, served: Served) -> Iterator[Callable[..., Walker]]:
    """`somebody("aigul", "kk")` opens a browser in which Aigul reads Kazakh; None stands for whoever has no account."""
    walkers: list[Walker] = []

    def opened(username: str | None, language: str) -> Walker:
        walkers.append(Walker(browser, served.address, language, username))
        return walkers[-1]

    yield opened
    for walker in walkers:
        walker.close()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until the server answers, however busy the machine is; fails where it has ended."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, f"the server for {address} ended: {server.returncode}"
        try:
            urllib.request.urlopen(address + "/en/", timeout=30).close()
            return
        except OSError:
            time.sleep(0.25)
    raise TimeoutError(address)


def _end(server: subprocess.Popen[bytes]) -> None:
    """End a server and its children: asked first, then made to."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(server.pid, how)
        with suppress(subprocess.TimeoutExpired):
            server.wait(timeout=30)
            return


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """Chromium, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM)
        yield started
        started.close()
