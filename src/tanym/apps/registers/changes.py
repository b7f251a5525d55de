"""The changes of registers in the order of the journal, and the closed parts of their feeds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from tanym.apps.registers.models import FeedArchive
from tanym.apps.registers.sources import ChangeRow, Source, sources

PAGE = 50
"""How many changes a closed part of a feed holds; the open part holds fewer than twice as many."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A change and the register that it is in."""

    register: str
    row: ChangeRow


def window(registers: Collection[str], after: int, limit: int) -> list[Changed]:
    """The changes of some registers (none named: of all) after an act, the oldest first; never half of an act.

    So there may be more of them than `limit`, where the last act changed many entries. A register that is no longer
    kept has no changes.
    """
    known = sources()
    asked = [known[one] for one in registers or known if one in known]
    reach = limit + 1
    while True:
        found, horizon = _gathered(asked, after, reach)
        if horizon is None or len(found) >= limit:
            return _whole(found, limit)
        reach *= 2  # an act of many entries fills the reach


def archives(register: str) -> tuple[list[FeedArchive], list[Changed]]:
    """The closed parts of a feed (`register` empty: of all registers), and what is newer than the last of them.

    A part is closed as soon as two would be full, and never changes from then on: the journal is append-only. Two
    readers who close it at once close the same one.
    """
    closed = list(FeedArchive.objects.filter(register=register))
    while True:
        after = closed[-1].until if closed else 0
        recent = window([register] if register else [], after, 2 * PAGE)
        if len(recent) < 2 * PAGE:
            return closed, recent
        until = recent[PAGE - 1].row.number
        made, _new = FeedArchive.objects.get_or_create(
            register=register, number=len(closed) + 1, defaults={"after": after, "until": until}
        )
        closed.append(made)


def within(archive: FeedArchive) -> list[Changed]:
    """The changes of a closed part, the oldest first."""
    found = window([archive.register] if archive.register else [], archive.after, 2 * PAGE)
    return [one for one in found if one.row.number <= archive.until]


def _gathered(asked: Collection[Source], after: int, reach: int) -> tuple[list[Changed], int | None]:
    """What the sources have within reach, as far as all of them have been read; and how far that is (None: to the end)."""
    found: list[Changed] = []
    horizon: int | None = None
    for one in asked:
        rows = list(one.changes(None, after, reach))
        found += [Changed(one.register, row) for row in rows]
        if len(rows) >= reach:  # there may be more, also of the last act
            last = rows[-1].number - 1
            horizon = last if horizon is None else min(horizon, last)
    if horizon is not None:
        found = [one for one in found if one.row.number <= horizon]
    found.sort(key=lambda one: (one.row.number, one.register, one.row.id))
    return found, horizon


def _whole(found: list[Changed], limit: int) -> list[Changed]:
    kept: list[Changed] = []
    for _, rows in groupby(found, key=lambda one: one.row.number):
        if len(kept) >= limit:
            break
        kept += rows
    return kept
