"""Asks the outside world for documents: public https machines only, little time, little data."""

from __future__ import annotations

import http
import time
from collections.abc import Callable, Collection
from urllib.parse import urljoin

from tanym.adapters.guarded import Guard
from tanym.core.credentials.ports import Fetcher
from tanym.core.kernel.errors import NotFound, Refused

TIMEOUT_SECONDS = 5.0
MAX_BYTES = 1024 * 1024
MAX_REDIRECTS = 3
ACCEPT = "application/vc, application/vc+ld+json, application/did+json, application/json;q=0.9, application/jwt;q=0.8, */*;q=0.1"
HEADERS = {"Accept": ACCEPT, "User-Agent": "tanym-verifier"}


class GuardedFetcher:
    """Brings what lies at a public https address; the only way from a verifier to the network.

    It goes where `adapters.guarded.Guard` goes, which see for `development`; no redirects to other hosts.
    """

    def __init__(self, development: Collection[str] = (), timeout: float = TIMEOUT_SECONDS) -> None:
        self._guard = Guard(development, largest=MAX_BYTES)
        self._timeout = timeout

    def fetch(self, url: str) -> bytes:
        """The bytes at `url`.

        Raises `Refused("credential.url-not-allowed")` for an address that must not be asked and
        `NotFound("credential.unavailable")` when no answer of status 200 within the limits came.
        """
        deadline = time.monotonic() + self._timeout
        parts = self._guard.check(url)
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._guard.ask(parts, deadline, headers=HEADERS)
            if answer.status == http.HTTPStatus.OK:
                return answer.content
            if answer.status not in (301, 302, 303, 307, 308):
                break
            onward = self._guard.check(urljoin(parts.geturl(), answer.location))
            if onward.netloc.lower() != parts.netloc.lower():
                raise Refused("credential.url-not-allowed", url=url[:200])
            parts = onward
        raise NotFound("credential.unavailable", url=url[:200])


class LocalDocuments:
    """Answers for addresses that are our own, and sends everything else on."""

    def __init__(self, own: Callable[[str], bytes | None], outside: Fetcher) -> None:
        self._own = own
        self._outside = outside

    def fetch(self, url: str) -> bytes:
        """Our own document at `url`, or what the fetcher outside brings; raises as it does."""
        found = self._own(url)
        return self._outside.fetch(url) if found is None else found
