"""Further ways to a token (RFC 6749, 4.5): each room registers its own grant type when Django starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from tanym.apps.oauth.proofs import Proven

Answer = Callable[[HttpRequest, datetime, Proven], Mapping[str, Any]]
"""Reads the form of a token request (`request.POST`) and what it proves, and gives the members of the answer, as `give_tokens` makes them;
raises `Refusal`. What it reads and writes is one transaction with the tokens only if it opens one itself."""

_GRANTS: dict[str, Answer] = {}


def register(grant_type: str, answer: Answer) -> None:
    """Make a grant type known to the token endpoint and to the server's metadata. For `AppConfig.ready`."""
    _GRANTS[grant_type] = answer


def known() -> Mapping[str, Answer]:
    """The grant types besides authorisation code and refresh token."""
    return _GRANTS
