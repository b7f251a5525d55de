"""The guarded fetcher at a real server on this machine: what it may ask, and how it gives up."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tanym.adapters.fetch import MAX_BYTES, GuardedFetcher, LocalDocuments
from tanym.core.credentials.ports import Offline
from tanym.core.kernel.errors import NotFound, Refused

PAGES: dict[str, tuple[int, bytes]] = {
    "/good": (200, b'{"a": 1}'),
    "/onward": (302, b"/good"),
    "/away": (302, b"http://127.0.0.1:1/x"),
    "/round": (302, b"/round"),
    "/gone": (410, b""),
    "/broken-off": (200, b'{"a": 1'),
    "/large": (200, b"x" * (MAX_BYTES + 1)),
}
ENDS: queue.Queue[str] = queue.Queue()


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/drips":
            self._drip()
            return
        status, content = PAGES.get(self.path, (404, b""))
        self.send_response(status)
        if status == 302:
            self.send_header("Location", content.decode())
            content = b""
        self.send_header("Content-Length", str(len(content) + (self.path == "/broken-off")))
        self.end_headers()
        self.wfile.write(content)

    def _drip(self) -> None:
        """An answer that comes whole in the end, a header at a time, each just before anybody loses patience."""
        self.send_response(200)
        self.flush_headers()
        try:
            for number in range(90):
                self.wfile.write(f"X-{number}: 1\r\n".encode())
                time.sleep(0.05)
            self.wfile.write(b"Content-Length: 2\r\n\r\n{}")
            ENDS.put("answered")
        except OSError:
            ENDS.put("cut off")

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_named_development_host_is_asked_over_http_also_for_an_https_address(host: str) -> None:
    fetcher = GuardedFetcher(development=[host])
    assert fetcher.fetch(f"http://{host}/good") == b'{"a": 1}'
    assert fetcher.fetch(f"https://{host}/good") == b'{"a": 1}'
    assert fetcher.fetch(f"http://{host}/onward") == b'{"a": 1}'


@pytest.mark.parametrize("path", ["/gone", "/absent", "/large", "/round", "/broken-off"])
def test_no_answer_within_the_limits_is_unavailable(host: str, path: str) -> None:
    with pytest.raises(NotFound) as refused:
        GuardedFetcher(development=[host]).fetch(f"http://{host}{path}")
    assert refused.value.code == "credential.unavailable"


def test_a_server_that_drips_gains_no_more_time(host: str) -> None:
    with pytest.raises(NotFound) as refused:
        GuardedFetcher(development=[host], timeout=0.5).fetch(f"http://{host}/drips")
    assert refused.value.code == "credential.unavailable"
    assert ENDS.get(timeout=20) == "cut off"


def test_a_redirect_to_another_host_is_refused(host: str) -> None:
    with pytest.raises(Refused):
        GuardedFetcher(development=[host, "127.0.0.1:1"]).fetch(f"http://{host}/away")


def test_without_the_list_a_local_server_is_not_asked(host: str) -> None:
    with pytest.raises(Refused) as refused:
        GuardedFetcher().fetch(f"http://{host}/good")
    assert refused.value.code == "credential.url-not-allowed"


def test_a_public_name_that_leads_to_a_private_machine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rebinding: the name looks public, the machine behind it is not."""
    answer = [(2, 1, 6, "", ("93.184.216.34", 443)), (2, 1, 6, "", ("127.0.0.1", 443))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: answer)
    with pytest.raises(Refused):
        GuardedFetcher().fetch("https://issuer.example/1")


def test_our_own_documents_come_first() -> None:
    own = {"https://tanym.example/did.json": b"{}"}
    fetcher = LocalDocuments(own.get, Offline())
    assert fetcher.fetch("https://tanym.example/did.json") == b"{}"
    with pytest.raises(NotFound):
        fetcher.fetch("https://tanym.example/other")
