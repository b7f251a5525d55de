"""Sends a message to an address that somebody else has named, and reads a short answer."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from http import HTTPStatus

from tanym.adapters.guarded import Answer, Guard
from tanym.core.kernel.errors import NotFound, Refused

TIMEOUT_SECONDS = 15.0
MAX_BYTES = 4096
SUCCESS = range(HTTPStatus.OK, HTTPStatus.MULTIPLE_CHOICES)


class GuardedSender:
    """Posts to public https addresses (`adapters.guarded.Guard`); a redirect is an answer like any other."""

    def __init__(self, development: Collection[str] = (), timeout: float = TIMEOUT_SECONDS) -> None:
        self._guard = Guard(development, largest=MAX_BYTES)
        self._timeout = timeout

    def check(self, url: str) -> None:
        """Raise `Refused("webhook.address")` for an address to which nothing may ever be sent, by its letters."""
        try:
            self._guard.check(url)
        except Refused:
            raise Refused("webhook.address", url=url[:200]) from None

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """What the address answers; of a success also the content.

        Raises `Refused("webhook.address")` and `NotFound("webhook.no-answer")` (no whole answer within the limits).
        """
        deadline = time.monotonic() + self._timeout
        own = {"Content-Type": "application/json", "User-Agent": "tanym-webhooks"}
        try:
            parts = self._guard.check(url)
            return self._guard.ask(
                parts, deadline, method="POST", headers={**own, **headers}, body=body, read=SUCCESS
            )
        except Refused:
            raise Refused("webhook.address", url=url[:200]) from None
        except NotFound:
            raise NotFound("webhook.no-answer", url=url[:200]) from None
