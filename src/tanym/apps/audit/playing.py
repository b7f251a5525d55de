"""A rehearsal under way: who plays invented people in it, who those are, and which day it is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from tanym.core.kernel.errors import NotPermitted


@dataclass(frozen=True, slots=True)
class Play:
    """A rehearsal while somebody acts in it.

    `officer` is the public id of the one person who plays, `people` the keys of the invented ones: nobody else acts or
    gets letters in it. `ahead` is how far its clock was moved, `packs` (pack id → digest) the drafts that it tries out.
    `asked` gathers the rules that were asked.
    """

    rehearsal: UUID
    officer: str
    people: frozenset[int]
    ahead: timedelta = timedelta(0)
    packs: Mapping[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def admit(self, person: Any) -> None:
        """Raises `NotPermitted("rehearsal.real-person")` for anybody who is not invented for this rehearsal."""
        if person.pk not in self.people:
            raise NotPermitted("rehearsal.real-person")


_PLAY: ContextVar[Play | None] = ContextVar("play", default=None)


def playing() -> Play | None:
    """The rehearsal in which the current request acts; None on the real platform."""
    return _PLAY.get()


@contextmanager
def within(play: Play) -> Iterator[Play]:
    """Whatever happens inside belongs to the rehearsal: cases, roles, letters and the journal tell it from real ones."""
    token = _PLAY.set(play)
    try:
        yield play
    finally:
        _PLAY.reset(token)
