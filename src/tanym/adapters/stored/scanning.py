"""Asks a virus scanner about the content of a file: clamd of ClamAV, over its socket, by the command INSTREAM."""

from __future__ import annotations

import socket
import struct
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit

from tanym.core.kernel.errors import InvalidValue

PIECE = 64 * 1024
LONGEST_ANSWER = 4096
PORT = 3310
CONNECT_WITHIN, ANSWER_WITHIN = 2.0, 30.0
"""Seconds; a scanner that is not there must keep nobody waiting."""


class State(StrEnum):
    """What is known of a file."""

    NOT_SCANNED = "not-scanned"
    CLEAN = "clean"
    INFECTED = "infected"


@dataclass(frozen=True, slots=True)
class Scan:
    """The scanner's answer; `found` is its own name of what it found."""

    state: State
    found: str = ""


class Scanner(Protocol):
    """Something that looks for viruses."""

    def scan(self, content: bytes) -> Scan:
        """Its answer; `NOT_SCANNED` where it gave none. Never raises."""
        ...


@dataclass(frozen=True, slots=True)
class Clamd:
    """A scanner daemon of ClamAV at a socket of this machine (`path`) or at a host and a port."""

    path: str = ""
    host: str = ""
    port: int = PORT

    def scan(self, content: bytes) -> Scan:
        """Ask it by `zINSTREAM` (clamd(8)): pieces with their length before them, and an empty one at the end."""
        try:
            with closing(self._connected()) as asked:
                asked.settimeout(ANSWER_WITHIN)
                asked.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), PIECE):
                    piece = content[start : start + PIECE]
                    asked.sendall(struct.pack(">I", len(piece)) + piece)
                asked.sendall(struct.pack(">I", 0))
                return _read(_answer(asked))
        except OSError:
            return Scan(State.NOT_SCANNED)

    def _connected(self) -> socket.socket:
        if self.path:
            opened = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            opened.settimeout(CONNECT_WITHIN)
            try:
                opened.connect(self.path)
            except OSError:
                opened.close()
                raise
            return opened
        return socket.create_connection((self.host, self.port), CONNECT_WITHIN)


def scanner_of(address: str) -> Scanner | None:
    """`unix:/run/clamav/clamd.ctl` or `tcp://host:3310`; None where nothing is set. Raises `InvalidValue("file.scanner-setting")`."""
    if not address:
        return None
    try:
        parts = urlsplit(address)
        if parts.scheme == "unix" and parts.path.startswith("/") and not parts.netloc:
            return Clamd(path=parts.path)
        if parts.scheme == "tcp" and parts.hostname and parts.port != 0:
            return Clamd(host=parts.hostname, port=parts.port or PORT)
    except ValueError:
        pass
    raise InvalidValue("file.scanner-setting")


def _answer(asked: socket.socket) -> bytes:
    answer = b""
    while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
        piece = asked.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.partition(b"\0")[0]


def _read(answer: bytes) -> Scan:
    """`stream: OK`, `stream: Name FOUND`; an error (too large for its settings) is no answer."""
    text = answer.decode("utf-8", "replace").strip().removeprefix("stream:").strip()
    if text == "OK":
        return Scan(State.CLEAN)
    if text.endswith(" FOUND"):
        return Scan(State.INFECTED, text.removesuffix(" FOUND").strip()[:100])
    return Scan(State.NOT_SCANNED)
