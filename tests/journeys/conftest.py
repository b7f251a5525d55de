"""A real server with the sample country, and a real browser in front of it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.places import ROOT

CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


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
            env=self.environment, cwd=ROOT, capture_output=True, text=True, check=check, timeout=300,
        )  # fmt: skip


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _own_database(name: str) -> str:
    """An empty database for this server: a new one on the PostgreSQL that DATABASE_URL names; else SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return ""
    import psycopg
    from psycopg import sql

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return url.rsplit("/", 1)[0] + f"/{name}"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Tanym as `make start` serves it, with the sample country, in a folder of its own."""
    var, port = tmp_path_factory.mktemp("served"), _free_port()
    environment = {
        **os.environ,
        "TANYM_VAR": str(var),
        "TANYM_SECRET_KEY": "only-for-the-journey-0123456789-0123456789-0123456789",
        "TANYM_SAMPLE": "true",
        "TANYM_ADDRESS": f"http://localhost:{port}",
        "TANYM_LOOPBACK_HOSTS": f"localhost:{port}",
        "DATABASE_URL": _own_database(f"tanym_journey_{os.environ.get('PYTEST_XDIST_WORKER', '0')}"),
        "DJANGO_SETTINGS_MODULE": "tanym.config.settings",
    }
    running = Served(f"http://localhost:{port}", var, environment)
    running.tanym("migrate", "--verbosity", "0")
    running.tanym("sample")
    server = subprocess.Popen(
        [sys.executable, "-m", "tanym.config.serve", "--port", str(port)], env=environment, cwd=ROOT
    )
    try:
        _wait_for(running.address)
        yield running
    finally:
        server.terminate()
        server.wait(timeout=10)


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(address + "/en/", timeout=5).close()
            return
        except OSError:
            time.sleep(0.25)
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """Chromium, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM)
        yield started
        started.close()
