"""Asks the outside world, guarded: public https machines only, pinned once resolved, little time, little data."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from urllib.parse import SplitResult, urljoin

from tanym.core.credentials.addresses import check_address, is_public_machine
from tanym.core.credentials.ports import Fetcher
from tanym.core.kernel.errors import NotFound, Refused

TIMEOUT_SECONDS = 5.0
MAX_BYTES = 1024 * 1024
MAX_REDIRECTS = 3
ACCEPT = "application/vc, application/vc+ld+json, application/did+json, application/json;q=0.9, application/jwt;q=0.8, */*;q=0.1"


class GuardedFetcher:
    """Brings what lies at a public https address; the only way from a verifier to the network.

    Every address that the host name stands for must be public, and the connection goes to the one that was looked
    at, so a name that changes its mind in between changes nothing. No redirects to other hosts, no proxies.
    `development` names local `host:port` pairs that may be asked, over plain http: never set it in production.
    """

    def __init__(self, development: Collection[str] = (), timeout: float = TIMEOUT_SECONDS) -> None:
        self._development = frozenset(name.lower() for name in development)
        self._timeout = timeout

    def fetch(self, url: str) -> bytes:
        """The bytes at `url`.

        Raises `Refused("credential.url-not-allowed")` for an address that must not be asked and
        `NotFound("credential.unavailable")` when no answer of status 200 within the limits came.
        """
        deadline = time.monotonic() + self._timeout
        parts = check_address(url, self._development)
        for _ in range(MAX_REDIRECTS + 1):
            status, content = self._ask(parts, deadline)
            if status == http.HTTPStatus.OK:
                return content
            if status not in (301, 302, 303, 307, 308):
                break
            onward = check_address(
                urljoin(parts.geturl(), content.decode("ascii", "replace")), self._development
            )
            if onward.netloc.lower() != parts.netloc.lower():
                raise Refused("credential.url-not-allowed", url=url[:200])
            parts = onward
        raise NotFound("credential.unavailable", url=url[:200])

    def _ask(self, parts: SplitResult, deadline: float) -> tuple[int, bytes]:
        """The status and the content, or the place that a redirect points to."""
        local = parts.netloc.lower() in self._development
        host = parts.hostname or ""
        end = _Deadline(deadline)
        connection = _connection(host, parts.port, self._machine(host, parts.port, local), local, end)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request("GET", path, headers={"Accept": ACCEPT, "User-Agent": "tanym-verifier"})
            response = connection.getresponse()
            if response.status != http.HTTPStatus.OK:
                return response.status, (response.getheader("Location") or "").encode("ascii", "replace")
            return response.status, _read(response, connection, end)
        except (OSError, http.client.HTTPException, ssl.SSLError) as error:
            raise NotFound("credential.unavailable", url=parts.geturl()[:200]) from error
        finally:
            connection.close()
            end.forget()

    def _machine(self, host: str, port: int | None, local: bool) -> str:
        try:
            found = socket.getaddrinfo(host, port or 443, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise NotFound("credential.unavailable", url=host[:200]) from error
        machines = [str(entry[4][0]) for entry in found]
        good = _is_loopback if local else is_public_machine
        if not machines or not all(good(machine) for machine in machines):
            raise Refused("credential.url-not-allowed", url=host[:200])
        return machines[0]


class LocalDocuments:
    """Answers for addresses that are our own, and sends everything else on."""

    def __init__(self, own: Callable[[str], bytes | None], outside: Fetcher) -> None:
        self._own = own
        self._outside = outside

    def fetch(self, url: str) -> bytes:
        """Our own document at `url`, or what the fetcher outside brings; raises as it does."""
        found = self._own(url)
        return self._outside.fetch(url) if found is None else found


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
    response: http.client.HTTPResponse, connection: http.client.HTTPConnection, end: _Deadline
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
        if len(content) > MAX_BYTES:
            raise NotFound("credential.unavailable", limit=MAX_BYTES)
    raise TimeoutError
