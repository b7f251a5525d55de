"""A mail server of our own for tests: one port of this machine, STARTTLS where a certificate is given."""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Letterbox:
    """What the server took, over which lines it was asked, and what it answers to RCPT."""

    port: int = 0
    taken: list[bytes] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    rcpt: str = "250 ok"


@contextmanager
def mail_server(tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Iterator[Letterbox]:
    """A server that runs until the block ends."""
    box = Letterbox()

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 tests")
            while line := self.rfile.readline().decode().strip():
                word = line.split(" ")[0].upper()
                box.said.append(word)
                if word == "EHLO":
                    extra = ["250-STARTTLS"] if tls and not isinstance(self.request, ssl.SSLSocket) else []
                    for one in ["250-tests", *extra, "250 AUTH PLAIN"]:
                        self._say(one)
                elif word == "STARTTLS" and tls:
                    self._say("220 go on")
                    self.request = tls.wrap_socket(self.request, server_side=True)
                    self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb")
                elif word == "RCPT":
                    self._say(box.rcpt)
                elif word == "DATA":
                    self._say("354 go on")
                    content = b""
                    while not content.endswith(b"\r\n.\r\n"):
                        content += self.rfile.readline()
                    box.taken.append(content[:-3])
                    self._say("250 taken")
                else:
                    self._say("221 bye" if word == "QUIT" else "235 ok" if word == "AUTH" else "250 ok")

        def _say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())
            self.wfile.flush()

    with socketserver.ThreadingTCPServer((host, 0), Talk) as server:
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # whoever hangs up says why by themselves
        box.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield box
        server.shutdown()
