"""A stand-in for clamd: speaks INSTREAM, knows one "virus", the EICAR test text, and can be told to fail."""

from __future__ import annotations

import socket
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

EICAR = "".join(
    (r"X5O!P%@AP[4\PZX54", r"(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS", "-TEST-FILE!", "$H+H*")
).encode()
"""Put together here, so that no scanner stumbles over this file."""
MOST = 30 * 1024 * 1024


class _Asked(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        asked: socket.socket = self.request
        command = self._exactly(asked, len(b"zINSTREAM\0"))
        if command != b"zINSTREAM\0":
            asked.sendall(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while (size := struct.unpack(">I", self._exactly(asked, 4))[0]) > 0:
            content += self._exactly(asked, size)
            if len(content) > MOST:
                asked.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.server.seen.append(content)
        if self.server.silent:
            return
        asked.sendall(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0")

    @staticmethod
    def _exactly(asked: socket.socket, count: int) -> bytes:
        got = b""
        while len(got) < count:
            piece = asked.recv(count - len(got))
            if not piece:
                raise ConnectionError
            got += piece
        return got


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.seen: list[bytes] = []
        self.silent = False

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def clamd() -> Iterator[_Server]:
    """A scanner that listens; `seen` are the contents that it was asked about, `silent` makes it answer nothing."""
    with _Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
