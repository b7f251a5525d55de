"""The kinds of lists that can be brought in: each room names its own, and this one asks the rooms below for theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.lists import Kind

ROOMS_BELOW = ("standards", "registers", "exams", "recognition")
"""Rooms that cannot know this one: their kinds stand in `<room>/lists.py` as `KINDS`."""

_KINDS: dict[str, Kind] = {}


@dataclass(frozen=True, slots=True)
class Family:
    """Kinds of lists of which there is one for each of many things: their names begin with `prefix`.

    `make` gives the kind for the rest of a name (None where there is no such thing), `offered` those for a person.
    """

    prefix: str
    make: Callable[[str], Kind | None]
    offered: Callable[[Any, date], Iterable[Kind]]


_FAMILIES: dict[str, Family] = {}


def register(kind: Kind) -> None:
    """Make a kind known. For `AppConfig.ready` of a room above."""
    _KINDS[kind.name] = kind


def register_family(family: Family) -> None:
    """Make a family of kinds known. For `AppConfig.ready`."""
    _FAMILIES[family.prefix] = family


def register_below() -> None:
    """Make the kinds of the rooms below known. For this room's own `AppConfig.ready`."""
    for room in ROOMS_BELOW:
        if find_spec(f"tanym.apps.{room}.lists"):
            for one in import_module(f"tanym.apps.{room}.lists").KINDS:
                register(one)


def kind(name: str) -> Kind:
    """A kind by its name. Raises `NotFound("imports.unknown-kind")`."""
    for prefix, family in _FAMILIES.items():
        if name.startswith(prefix) and (made := family.make(name.removeprefix(prefix))) is not None:
            return made
    if name not in _KINDS:
        raise NotFound("imports.unknown-kind", kind=name)
    return _KINDS[name]


def kinds_for(actor: Any, on: date) -> tuple[Kind, ...]:
    """The kinds that somebody may bring in on a day, in the order in which they were named."""
    families = (one for family in _FAMILIES.values() for one in family.offered(actor, on))
    return (*(one for one in _KINDS.values() if one.may(actor, on)), *families)
