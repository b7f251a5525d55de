"""A signing service on this machine, for tests: it speaks the protocol of docs/remote-signing.md, or breaks it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

from cryptography.hazmat.primitives.asymmetric import utils
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from tanym.adapters.signing.software import PrivateKey, SoftwareSigner, generate
from tanym.core.credentials.keys import KeyKind, base64url, base64url_text, side_by_side

SECRET = "what the service knows us by"
FORMAT = {"format": "tanym-sign/1"}


class Service(ThreadingHTTPServer):
    """Keys in memory; `breaks` is how it misbehaves: stranger, replay, silence, html, error."""

    breaks = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.keys: dict[str, PrivateKey] = {}
        self.asked: list[dict[str, Any]] = []

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def service() -> Iterator[Service]:
    """A running service."""
    server = Service()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Service

    def log_message(self, *_: object) -> None:
        """Silent."""

    def do_GET(self) -> None:
        name = self._name()
        self._answer(200, self._public(name)) if name in self.server.keys else self._answer(404, {})

    def do_PUT(self) -> None:
        name, asked = self._name(), self._body()
        if not self._known():
            return
        self.server.keys.setdefault(name, generate(KeyKind(asked["kind"])))
        self._answer(201, self._public(name))

    def do_POST(self) -> None:
        name, asked = self._name(), self._body()
        if not self._known():
            return None
        self.server.asked.append(asked)
        if self.server.breaks == "error":
            return self._answer(500, {})
        if self.server.breaks == "html":
            return self._raw(200, b"<html>")
        key = generate(KeyKind.P256) if self.server.breaks == "stranger" else self.server.keys[name]
        request = "an earlier one" if self.server.breaks == "replay" else asked["request"]
        return self._answer(
            200, {**FORMAT, "request": request, "signature": base64url_text(_signed(key, asked))}
        )

    def _known(self) -> bool:
        known = self.headers.get("Authorization") == f"Bearer {SECRET}"
        if not known:
            self._answer(401, {})
        return known

    def _name(self) -> str:
        return unquote(self.path.split("/")[2])

    def _body(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        return read

    def _public(self, name: str) -> dict[str, Any]:
        signer = SoftwareSigner(self.server.keys[name])
        return {**FORMAT, "kind": str(signer.kind), "multibase": signer.multibase}

    def _answer(self, status: int, content: dict[str, Any]) -> None:
        self._raw(status, json.dumps(content).encode())

    def _raw(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _signed(key: PrivateKey, asked: dict[str, Any]) -> bytes:
    if isinstance(key, EllipticCurvePrivateKey):
        digest = base64url(asked["digest"])
        return side_by_side(key.sign(digest, ECDSA(utils.Prehashed(SHA256()))), KeyKind.P256)
    return key.sign(base64url(asked["message"]))
