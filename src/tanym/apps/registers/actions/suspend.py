"""Suspend an entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from tanym.apps.accounts.models import Person
from tanym.apps.registers.models import Entry, Recorded
from tanym.apps.registers.recording import change
from tanym.core.registers.standing import Act


def suspend(
    *,
    actor: Person | None,
    at: datetime,
    entry: Entry,
    since: date,
    until: date | None = None,
    reason: Mapping[str, str],
    basis: Mapping[str, str] | None = None,
    source: str = "",
    second: Person | None = None,
) -> Recorded:
    """From `since` on it gives no right, until that day or until it is reinstated. Raises as `amend`."""
    return change(
        Act.SUSPENDED,
        entry,
        actor=actor,
        at=at,
        since=since,
        until=until,
        reason=reason,
        basis=basis,
        source=source,
        second=second,
    )
