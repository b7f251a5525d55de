"""Serves Tanym as it will be some days from now: `python -m tests.journeys.serve_later --port 8001 --days 30`."""

from __future__ import annotations

import argparse
import os
import socketserver
from datetime import UTC, datetime, timedelta
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import time_machine


class Server(socketserver.ThreadingMixIn, WSGIServer):
    """A thread for each request: a browser asks for several things at once."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Writes nothing about each request."""

    def log_message(self, format: str, *args: object) -> None:
        return None


def main() -> None:
    """Move the clock of this process, then serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--days", type=int, required=True)
    chosen = parser.parse_args()
    time_machine.travel(datetime.now(UTC) + timedelta(days=chosen.days), tick=True).start()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tanym.config.settings")
    from tanym.config.wsgi import application

    with Server(("127.0.0.1", chosen.port), Quiet) as server:
        server.set_app(application)
        server.serve_forever()


if __name__ == "__main__":
    main()
