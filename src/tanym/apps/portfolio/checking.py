"""How a signed file is checked before it is kept here: a room above brings the one verifier of the platform."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

Check = Callable[[bytes, datetime], Mapping[str, str]]
"""The answer of each named check of a file; never raises for what it is. It may ask the network."""

LARGEST_SIGNED = 1024 * 1024
"""Bytes of a file whose signature is checked at once; a larger one is kept unchecked."""

_CHECKS: list[Check] = []


def register(check: Check) -> None:
    """Make known how signed files are checked. For `AppConfig.ready`."""
    _CHECKS[:] = [check]


def checked(content: bytes, at: datetime) -> dict[str, str]:
    """What the check says; empty where nobody checks here, or the file is too large to be checked at once."""
    if not _CHECKS or len(content) > LARGEST_SIGNED:
        return {}
    return dict(_CHECKS[0](content, at))
