"""The numbers of the overview: how many entries a register has, how many are in force, when it last changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache

from tanym.apps.audit.queries import journal_digest
from tanym.apps.registers.finding import Asked, find
from tanym.apps.registers.sources import Source, sources
from tanym.core.registers.standing import Status

KEPT = 3600
"""Seconds after which numbers that nobody asks for are forgotten."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of one register."""

    in_force: int
    count: int
    changed: date | None


def figures(on: date) -> Mapping[str, Figures]:
    """The numbers of a day by register.

    Every row of every register is read for them, so they are counted again when the journal has grown or the day has
    turned, not at each visit: nothing in a register changes otherwise.
    """
    key = f"registers:figures:{on}:{journal_digest()}"
    found: Mapping[str, Figures] | None = cache.get(key)
    if found is None:
        found = {name: _figures(one, on) for name, one in sources().items()}
        cache.set(key, found, KEPT)
    return found


def _figures(by: Source, on: date) -> Figures:
    statuses = find(by, Asked(on)).statuses
    return Figures(statuses.get(Status.IN_FORCE, 0), sum(statuses.values()), by.newest())
