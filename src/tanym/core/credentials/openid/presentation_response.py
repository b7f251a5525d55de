"""Answers of wallets to a request for a presentation (OpenID4VP 1.0, 8): read, decrypted, and bound to their request."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tanym.core.credentials.openid.encryption import decrypted
from tanym.core.credentials.openid.presentation_request import Mode
from tanym.core.credentials.parse import MAX_BYTES, parse_object
from tanym.core.kernel.errors import InvalidValue, TanymError


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: the presentations, still unjudged, or the reason why the wallet shows none."""

    token: Any = None
    refused: str = ""


def read_answer(
    form: Mapping[str, str], *, mode: Mode, state: str, private: Mapping[str, str] | None = None
) -> Answer:
    """The answer in a form, if it belongs to the request with this state.

    An error may come unencrypted also where an encrypted answer was asked for (8.3.1). Raises `InvalidValue`:
    `openid.answer-malformed`, `openid.answer-not-encrypted`, `openid.answer-not-readable`, `openid.state-mismatch`.
    """
    said: Mapping[str, Any] = form
    if mode is Mode.DIRECT_POST_JWT and "error" not in form:
        if "response" not in form or private is None:
            raise InvalidValue("openid.answer-not-encrypted")
        said = decrypted(form["response"], private)
    given = said.get("state")
    if not isinstance(given, str) or not hmac.compare_digest(given.encode(), state.encode()):
        raise InvalidValue("openid.state-mismatch")
    if "error" in said:
        return Answer(refused=str(said["error"])[:60])
    token = said.get("vp_token")
    if isinstance(token, str):
        if len(token) > MAX_BYTES:
            raise InvalidValue("openid.answer-malformed")
        try:
            token = parse_object(token.encode())
        except TanymError:
            raise InvalidValue("openid.answer-malformed") from None
    if not isinstance(token, dict):
        raise InvalidValue("openid.answer-malformed")
    return Answer(token)
