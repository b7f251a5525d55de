"""Serves Tanym on this machine: one process, SQLite, static files included."""

from __future__ import annotations

import argparse
import os
import socket
import sys

from granian import Granian
from granian.constants import Interfaces

from tanym.config.environment import Environment


def main() -> None:
    """Serve until interrupted; the port comes from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    chosen = parser.parse_args()
    if _taken(chosen.host, chosen.port):  # two servers would share the port and mix two installations
        sys.exit(
            f"Port {chosen.port} is taken: Tanym may be running already, at http://localhost:{chosen.port}\n"
            f"Stop it there, or use another port: make start PORT={chosen.port + 1}"
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tanym.config.settings")
    Environment().var.joinpath("static").mkdir(parents=True, exist_ok=True)
    Granian(
        "tanym.config.wsgi:application",
        address=chosen.host,
        port=chosen.port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        log_access=False,
        websockets=False,
    ).serve()


def _taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


if __name__ == "__main__":
    main()
