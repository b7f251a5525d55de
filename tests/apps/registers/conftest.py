"""What several tests of registers need."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings

from tests.apps.registers.receiver import Got, Receiver


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    at = Receiver()

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            said = json.loads(body)
            answer, status = b"", at.status
            if said["type"] == "registers.challenge":
                answer = at.echo(said["data"]["challenge"])
            else:
                at.got.append(Got({name.lower(): value for name, value in self.headers.items()}, body))
                status = at.statuses.get(said["data"]["number"], status)
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_port}"
    monkeypatch.setattr(settings.TANYM, "loopback_hosts", host)
    at.address = f"http://{host}/hook"
    yield at
    server.shutdown()
