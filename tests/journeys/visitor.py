"""A visitor without a browser: plain HTTP with cookies, forms, files, and whatever a hostile one may send."""

from __future__ import annotations

import html
import http.client
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import lxml.html

Fields = Mapping[str, str | Sequence[str]]
File = tuple[str, bytes, str]
"""Name, content, media type."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text; fails where it is not UTF-8."""
        return self.body.decode()

    @property
    def words(self) -> str:
        """The page's visible words, near enough."""
        return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.text)))

    @property
    def language(self) -> str:
        """The language that the page says it is in; empty where it is no page."""
        found = re.search(r'<html[^>]* lang="([a-z]+)"', self.text)
        return found.group(1) if found else ""

    @property
    def leads_to(self) -> str:
        """Where a redirect leads, without its fragment."""
        return self.headers.get("location", "").partition("#")[0]

    def form(self, field: str, ending: str = "") -> dict[str, str | list[str]]:
        """What the form with this field holds as shown (its action ends so); empty where the page has none."""
        for form in lxml.html.fromstring(self.text).forms:
            names = {one.get("name") for one in form.xpath(".//input|.//select|.//textarea|.//button")}
            if field in names and (form.get("action") or "").endswith(ending):
                return {name: value for name, value in _shown(form) if name != "csrfmiddlewaretoken"}
        return {}

    def hidden(self, name: str) -> str:
        """The value of a hidden field of the page."""
        found = lxml.html.fromstring(self.text).xpath(f"//input[@type='hidden'][@name='{name}']/@value")
        return str(found[0]) if found else ""


def _shown(form: Any) -> Iterator[tuple[str, str | list[str]]]:
    kept: dict[str, list[str]] = {}
    for name, value in form.form_values():
        kept.setdefault(name, []).append(value)
    for name, values in kept.items():
        yield name, values if len(values) > 1 else values[0]


@dataclass
class Visitor:
    """Somebody at `address`, with cookies and a network address of their own.

    `username` signs in as a person of the sample country.
    """

    address: str
    username: str | None = None
    language: str = "en"
    cookies: dict[str, str] = field(default_factory=dict)
    comes_from: str = field(
        default_factory=lambda: f"127.{secrets.randbelow(250) + 1}.{secrets.randbelow(250)}.9"
    )

    def __post_init__(self) -> None:
        if self.username:
            self.get("/sign-in/")
            answer = self.post("/sign-in/sample/", {"username": self.username})
            assert answer.status == 302, answer.status

    def get(self, path: str, **headers: str) -> Answer:
        """Open a page of the visitor's language, or an address that begins with `//` as it stands after it."""
        return self.send("GET", path, headers=headers)

    def post(
        self,
        path: str,
        fields: Fields | None = None,
        files: Mapping[str, File] | None = None,
        *,
        token: bool = True,
        **headers: str,
    ) -> Answer:
        """Send a form, with the token against forged ones."""
        given: dict[str, str | Sequence[str]] = dict(fields or {})
        if token:
            if "csrftoken" not in self.cookies:
                self.get("/sign-in/")
            given["csrfmiddlewaretoken"] = self.cookies.get("csrftoken", "")
        if files is None:
            body, kind = urlencode(given, doseq=True).encode(), "application/x-www-form-urlencoded"
        else:
            body, kind = _multipart(given, files)
        return self.send("POST", path, body, {"Content-Type": kind, **headers})

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request as it is given; cookies are kept, redirects are not followed."""
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(
            parts.hostname or "", parts.port, timeout=180, source_address=(self.comes_from, 0)
        )
        where = path[1:] if path.startswith("//") else f"/{self.language}{path}"
        carried = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())} if self.cookies else {}
        try:
            connection.request(method, where, body, {**carried, **(headers or {})})
            got = connection.getresponse()
            content = got.read()
        finally:
            connection.close()
        for name, value in got.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, content)


def _multipart(fields: Mapping[str, str | Sequence[str]], files: Mapping[str, File]) -> tuple[bytes, str]:
    boundary = f"----{secrets.token_hex(12)}"
    parts: list[bytes] = []
    for name, given in fields.items():
        for value in [given] if isinstance(given, str) else given:
            parts.append(_part(boundary, f'name="{name}"', value.encode()))
    for name, (filename, content, kind) in files.items():
        parts.append(
            _part(boundary, f'name="{name}"; filename="{filename}"\r\nContent-Type: {kind}', content)
        )
    return b"".join(parts) + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def _part(boundary: str, disposition: str, content: bytes) -> bytes:
    return (
        f"--{boundary}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n".encode() + content + b"\r\n"
    )


def is_page(answer: Answer, language: str, *statuses: int) -> Any:
    """Fails unless the answer is a whole page in that language with one of these statuses; gives it back."""
    assert answer.status in statuses, f"{answer.status} is none of {statuses}: {answer.body[:300]!r}"
    assert answer.language == language, answer.body[:300]
    assert "<h1" in answer.text
    assert "UNDEFINED-VARIABLE" not in answer.text
    assert "Traceback" not in answer.text
    return answer
