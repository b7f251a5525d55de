"""What is wrong in every list of register entries: intervals, and a basis that nobody names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tanym.apps.imports.entries.columns import said
from tanym.core.kernel.lists import Fault, Row
from tanym.core.registers.standing import Status

OPEN = (Status.IN_FORCE, Status.SUSPENDED, Status.NOT_YET)
"""Entries beside which no second one for the same may stand."""


def shared(rows: Sequence[Row]) -> Iterator[Fault]:
    """An interval that ends before it begins, an entry that rests on nothing."""
    for row in rows:
        since, until = row["since"], row["until"]
        if since and until and until < since:
            yield Fault(row.number, "until", "register.interval", {"since": since, "until": until})
        if not said(row, "basis"):
            yield Fault(row.number, "basis_kk", "cell.empty")
