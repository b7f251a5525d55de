"""What a verification uses, and what it finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tanym.core.credentials.checks import Check, Judgement, Name, judge
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.expected import Expected
from tanym.core.credentials.ports import Fetcher, Register
from tanym.core.credentials.proofs.data_integrity import Verified
from tanym.core.credentials.reading import Plain


@dataclass(frozen=True, slots=True)
class Setting:
    """The moment of a verification (with a zone), whom it may ask, whom it trusts, and what was asked for."""

    now: datetime
    fetcher: Fetcher
    contexts: Contexts
    register: Register | None = None
    expected: Expected | None = None
    authorities: Sequence[bytes] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """The checks of one document, what it says, and in what form it came.

    `format` is open-badge, verifiable-credential, sd-jwt-vc, presentation, european-digital-credential or "" where
    nothing could be read; `proofs` are the proofs that hold, for specialists; `inside` are the credentials of a
    presentation, each with its own checks.
    """

    checks: tuple[Check, ...]
    credential: Mapping[str, Any] | None = None
    plain: Plain | None = None
    form: str = ""
    format: str = ""
    proofs: tuple[Verified, ...] = field(default=())
    inside: tuple[Verification, ...] = field(default=())

    def check(self, name: Name) -> Check | None:
        """The first check of this name."""
        return next((check for check in self.checks if check.name is name), None)

    def judged(self, entitled: bool = False) -> Judgement:
        """What the strict acceptance policy makes of it; see `checks.judge`."""
        return judge(self.checks, entitled)
