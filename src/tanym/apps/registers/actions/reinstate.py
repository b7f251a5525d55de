"""Reinstate a suspended entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from tanym.apps.accounts.models import Person
from tanym.apps.registers.models import Entry, Recorded
from tanym.apps.registers.recording import change
from tanym.core.registers.standing import Act


def reinstate(
    *,
    actor: Person | None,
    at: datetime,
    entry: Entry,
    since: date,
    reason: Mapping[str, str],
    basis: Mapping[str, str] | None = None,
    source: str = "",
    second: Person | None = None,
) -> Recorded:
    """From `since` on it gives its right again. Raises as `amend`."""
    return change(
        Act.REINSTATED,
        entry,
        actor=actor,
        at=at,
        since=since,
        reason=reason,
        basis=basis,
        source=source,
        second=second,
    )
