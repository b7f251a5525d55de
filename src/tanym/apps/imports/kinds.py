"""The kinds of lists that can be brought in: each room names its own, and this one asks the rooms below for theirs."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.lists import Kind

ROOMS_BELOW = ("standards", "registers")
"""Rooms that cannot know this one: their kinds stand in `<room>/lists.py` as `KINDS`."""

_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known. For `AppConfig.ready` of a room above."""
    _KINDS[kind.name] = kind


def register_below() -> None:
    """Make the kinds of the rooms below known. For this room's own `AppConfig.ready`."""
    for room in ROOMS_BELOW:
        if find_spec(f"tanym.apps.{room}.lists"):
            for one in import_module(f"tanym.apps.{room}.lists").KINDS:
                register(one)


def kind(name: str) -> Kind:
    """A kind by its name. Raises `NotFound("imports.unknown-kind")`."""
    if name not in _KINDS:
        raise NotFound("imports.unknown-kind", kind=name)
    return _KINDS[name]


def kinds_for(actor: Any, on: date) -> tuple[Kind, ...]:
    """The kinds that somebody may bring in on a day, in the order in which they were named."""
    return tuple(one for one in _KINDS.values() if one.may(actor, on))
