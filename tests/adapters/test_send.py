"""The guarded sender at a real server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tanym.adapters.send import MAX_BYTES, GuardedSender
from tanym.core.kernel.errors import NotFound, Refused

GOT: list[tuple[str, bytes, str]] = []


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        GOT.append((self.path, body, self.headers["Webhook-Id"]))
        status = int(self.path.strip("/").split("-")[0])
        answer = b"x" * (MAX_BYTES + 1) if self.path.endswith("-large") else b"seen"
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/200")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def host() -> Iterator[str]:
    GOT.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()


def test_what_is_sent_arrives_as_it_is_and_the_answer_is_told(host: str) -> None:
    sender = GuardedSender([host])
    body = '{"a":"ә"}'.encode()
    answer = sender.post(f"http://{host}/202", body, {"webhook-id": "msg_1"})
    assert (answer.status, answer.content) == (202, b"seen")
    assert [("/202", body, "msg_1")] == GOT
    assert sender.post(f"http://{host}/500", b"{}", {}).status == 500


def test_a_redirect_is_not_followed(host: str) -> None:
    assert GuardedSender([host]).post(f"http://{host}/302", b"{}", {}).status == 302
    assert [path for path, _, _ in GOT] == ["/302"]


def test_a_long_answer_and_a_silent_machine_are_no_answer(host: str) -> None:
    with pytest.raises(NotFound, match=r"webhook\.no-answer"):
        GuardedSender([host]).post(f"http://{host}/200-large", b"{}", {})
    with pytest.raises(NotFound, match=r"webhook\.no-answer"):
        GuardedSender(["127.0.0.1:1"]).post("http://127.0.0.1:1/", b"{}", {})


@pytest.mark.parametrize(
    "url",
    [
        "http://{host}/200",
        "https://{host}/200",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://office.internal/hook",
        "https://user:word@receiver.example/",
        "https://receiver.example:8443/",
        "ftp://receiver.example/",
        "",
    ],
)
def test_nothing_is_sent_to_an_address_that_is_not_public(host: str, url: str) -> None:
    with pytest.raises(Refused, match=r"webhook\.address"):
        GuardedSender().post(url.format(host=host), b"{}", {})
    with pytest.raises(Refused, match=r"webhook\.address"):
        GuardedSender().check(url.format(host=host))
    assert GOT == []


def test_a_public_name_that_leads_to_a_private_machine_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("10.0.0.7", 443))])
    GuardedSender().check("https://receiver.example/hook")
    with pytest.raises(Refused, match=r"webhook\.address"):
        GuardedSender().post("https://receiver.example/hook", b"{}", {})
