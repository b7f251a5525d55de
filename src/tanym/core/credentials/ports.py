"""What verification needs of the outside world, as ports: documents behind addresses, and a register of bodies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tanym.core.kernel.errors import NotFound


class Fetcher(Protocol):
    """Brings the bytes behind an https address."""

    def fetch(self, url: str) -> bytes:
        """The bytes at `url`.

        Raises `Refused("credential.url-not-allowed")` for an address that must not be asked and
        `NotFound("credential.unavailable")` when nothing came.
        """
        ...


class Offline:
    """A fetcher that never asks anybody: everything beyond the file is unavailable."""

    def fetch(self, url: str) -> bytes:
        """Always raises `NotFound("credential.unavailable")`."""
        raise NotFound("credential.unavailable", url=url)


@dataclass(frozen=True, slots=True)
class Period:
    """From the day `since` to the day `until`, both included; None: open."""

    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether `day` lies inside."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """What a register says of a body that awards: its names, when it was entitled, and where that is written.

    `suspended` are the days on which its right was suspended: they tell why a day is missing in `entitled`. The register
    says nothing of days before `kept_since` (None: it is complete) that no period covers.
    """

    issuer: str
    names: Mapping[str, str]
    entitled: tuple[Period, ...]
    reference: str = ""
    suspended: tuple[Period, ...] = ()
    kept_since: date | None = None


class Register(Protocol):
    """A register of bodies that may award."""

    def entry(self, issuer: str) -> RegisterEntry | None:
        """The entry of the body with this identifier (a DID); None where the register does not know it.

        Raises `NotFound("credential.unavailable")` when the register cannot be asked.
        """
        ...
