"""What sends mail and short messages: the two ports that the platform knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

NONE: Mapping[str, str] = {}


class Mail(Protocol):
    """Sends mail. Raises `Refused("message.refused")` where trying again is of no use, `NotFound("message.unreachable")`
    where it may be."""

    def send(self, to: str, subject: str, text: str, *, headers: Mapping[str, str] = NONE) -> None:
        """Hand one mail over, in plain text."""


class Sms(Protocol):
    """Sends short messages. Raises as `Mail`."""

    def send(self, to: str, text: str) -> None:
        """Hand one short message over to a telephone number in the international form (+7…)."""
