"""Short messages by the HTTP gateway of a telephone company: one JSON document for each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from tanym.adapters.messages.smtp import LOOPBACK, TIMEOUT_SECONDS
from tanym.core.kernel.errors import NotFound, Refused

TRY_AGAIN = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS)


@dataclass(frozen=True, slots=True)
class HttpSms:
    """A gateway that takes `{"to": …, "text": …}` as a POST; `key` goes along as a bearer token.

    Over https, or to this machine; the operator has chosen the address.
    """

    url: str
    key: str = ""

    def send(self, to: str, text: str) -> None:
        """Hand one short message over. Any answer of the class 2xx means that the gateway has it."""
        parts = urlsplit(self.url)
        host, path = parts.hostname or "", parts.path or "/"
        if parts.scheme != "https" and host not in LOOPBACK:
            raise NotFound("message.not-encrypted")
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        body = json.dumps({"to": to, "text": text}, ensure_ascii=False).encode()
        connection = kind(host, parts.port, timeout=TIMEOUT_SECONDS)
        try:
            connection.request("POST", f"{path}?{parts.query}" if parts.query else path, body, headers)
            status = connection.getresponse().status
        except (OSError, HTTPException):
            raise NotFound("message.unreachable") from None
        finally:
            connection.close()
        if 200 <= status < 300:
            return
        if 400 <= status < 500 and status not in TRY_AGAIN:
            raise Refused("message.refused", answer=status)
        raise NotFound("message.unreachable")
