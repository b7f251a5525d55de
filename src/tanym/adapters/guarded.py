"""The way to other machines, guarded: public ones only, pinned once resolved, little time, little data."""

from __future__ import annotations

import http.client
import ipaddress
import math
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar
from urllib.parse import SplitResult

from tanym.core.credentials.addresses import check_address, is_public_machine
from tanym.core.kernel.errors import NotFound, Refused

T = TypeVar("T")
Resolver = Callable[[str, int], Sequence[tuple[Any, ...]]]
"""What a host name and a port stand for, in the form of `socket.getaddrinfo`; raises `OSError` for nothing."""


_UNTIL: ContextVar[float] = ContextVar("until", default=math.inf)


@contextmanager
def within(deadline: float) -> Iterator[None]:
    """Every request that is begun inside is over by the moment `deadline` (`time.monotonic`), whoever asks and how often."""
    before = _UNTIL.set(min(deadline, until()))
    try:
        yield
    finally:
        _UNTIL.reset(before)


def until() -> float:
    """The moment by which whatever is asked here and now is over; infinity where nobody has set one."""
    return _UNTIL.get()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a machine answered: status, where it points to, the content where it was asked for, and its `Link` header."""

    status: int
    location: str = ""
    content: bytes = b""
    link: str = ""


class Guard:
    """Asks public https machines, and nobody else.

    Every address that the host name stands for must be public, and the connection goes to the one that was looked
    at, so a name that changes its mind in between changes nothing. No proxies; a redirect is told, not followed.
    `development` names local `host:port` pairs that may be asked, over plain http: never set it in production.
    `largest` is how many bytes of an answer are read. `resolve` looks names up; without it, the system does.
    """

    def __init__(
        self, development: Collection[str] = (), *, largest: int, resolve: Resolver | None = None
    ) -> None:
        self._development = frozenset(name.lower() for name in development)
        self._largest = largest
        self._resolve = resolve or _asked_of_system

    def check(self, url: str) -> SplitResult:
        """The parts of an address that may be asked, judged by its letters. Raises `Refused("credential.url-not-allowed")`."""
        return check_address(url, self._development)

    def ask(
        self,
        parts: SplitResult,
        deadline: float,
        *,
        method: str = "GET",
        headers: Mapping[str, str],
        body: bytes | None = None,
        read: Container[int] = (http.HTTPStatus.OK,),
    ) -> Answer:
        """One request, over by the moment `deadline` (`time.monotonic`), looking the name up included; the content is
        read at a status in `read`.

        Raises `Refused("credential.url-not-allowed")` where the machine is none that may be asked, and
        `NotFound("credential.unavailable")` when no whole answer came within the limits.
        """
        local = parts.netloc.lower() in self._development
        host = parts.hostname or ""
        end = _Deadline(min(deadline, until()))
        machine = self._machine(host, parts.port, local, end)
        connection = _connection(host, parts.port, machine, local, end)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request(method, path, body=body, headers=dict(headers))
            response = connection.getresponse()
            if response.status not in read:
                return Answer(response.status, response.getheader("Location") or "")
            content = _read(response, connection, end, self._largest)
            return Answer(response.status, content=content, link=response.getheader("Link") or "")
        except (OSError, http.client.HTTPException, ssl.SSLError) as error:
            raise NotFound("credential.unavailable", url=parts.geturl()[:200]) from error
        finally:
            connection.close()
            end.forget()

    def _machine(self, host: str, port: int | None, local: bool, end: _Deadline) -> str:
        try:
            found = _within(partial(self._resolve, host, port or 443), end.left())
        except (OSError, UnicodeError) as error:
            raise NotFound("credential.unavailable", url=host[:200]) from error
        machines = [str(entry[4][0]) for entry in found]
        good = _is_loopback if local else is_public_machine
        if not machines or not all(good(machine) for machine in machines):
            raise Refused("credential.url-not-allowed", url=host[:200])
        return machines[0]


class _Deadline:
    """Cuts a line at the moment, whatever it is doing: a server that sends a byte a second gains no more time."""

    def __init__(self, moment: float) -> None:
        self._moment = moment
        self._line: socket.socket | None = None
        self._alarm = threading.Timer(self.left(), self._cut)
        self._alarm.daemon = True

    def left(self) -> float:
        """Seconds until then; never zero, which a socket would take for "do not wait"."""
        return max(self._moment - time.monotonic(), 0.01)

    def passed(self) -> bool:
        """Whether the moment is over."""
        return time.monotonic() >= self._moment

    def watch(self, line: socket.socket) -> None:
        """Cut this line then. A second handle is kept: TLS takes the first one over."""
        self._line = line.dup()
        self._alarm.start()

    def forget(self) -> None:
        """There is nothing left to cut."""
        self._alarm.cancel()
        if self._line is not None:
            self._line.close()

    def _cut(self) -> None:
        with suppress(OSError):
            if self._line is not None:
                self._line.shutdown(socket.SHUT_RDWR)


def _asked_of_system(host: str, port: int) -> Sequence[tuple[Any, ...]]:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)


def _within(deed: Callable[[], T], seconds: float) -> T:
    """What a deed gives, or raises; `TimeoutError` once the seconds are over.

    The system's search for a name knows no deadline and cannot be broken off: it is left to a thread that nobody waits for.
    """
    answer: Future[T] = Future()

    def run() -> None:
        try:
            answer.set_result(deed())
        except Exception as error:  # told to whoever waits
            answer.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return answer.result(timeout=seconds)


def _is_loopback(machine: str) -> bool:
    return ipaddress.ip_address(machine.split("%", 1)[0]).is_loopback


def _connection(
    host: str, port: int | None, machine: str, local: bool, end: _Deadline
) -> http.client.HTTPConnection:
    if local:
        return _pinned(http.client.HTTPConnection(host, port or 80, timeout=end.left()), machine, end)
    secure = http.client.HTTPSConnection(
        host, port or 443, timeout=end.left(), context=ssl.create_default_context()
    )
    return _pinned(secure, machine, end)


def _pinned(
    connection: http.client.HTTPConnection, machine: str, end: _Deadline
) -> http.client.HTTPConnection:
    """The same connection, to a machine already looked at; the certificate is still compared with the host name."""

    def connect(address: tuple[str, int], timeout: float, source: object = None) -> socket.socket:
        line = socket.create_connection((machine, address[1]), timeout)
        end.watch(line)
        return line

    connection._create_connection = connect  # type: ignore[attr-defined]
    return connection


def _read(
    response: http.client.HTTPResponse, connection: http.client.HTTPConnection, end: _Deadline, largest: int
) -> bytes:
    """The whole content; what broke off is no content."""
    content = bytearray()
    while not end.passed():
        if connection.sock is not None:
            connection.sock.settimeout(end.left())
        piece = response.read1(65536)
        if not piece:
            if end.passed() or response.length:
                break
            return bytes(content)
        content += piece
        if len(content) > largest:
            raise NotFound("credential.unavailable", limit=largest)
    raise TimeoutError
