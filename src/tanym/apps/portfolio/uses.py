"""Where items are shown: each room that shows them in cases of its own says so when Django starts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from tanym.apps.portfolio.models import Item


class Standing(StrEnum):
    """How a case that shows an item stands."""

    DRAFT = "draft"
    OPEN = "open"
    DECIDED = "decided"
    ENDED = "ended"  # withdrawn or lapsed: nothing was decided


RELIES = frozenset({Standing.DRAFT, Standing.OPEN, Standing.DECIDED})
"""While a case stands so, an item that it shows is not removed."""


@dataclass(frozen=True, slots=True)
class Use:
    """A case that shows an item: its number, what it is about, where its page is (without language), how it stands."""

    number: str
    titles: Mapping[str, str]
    address: str
    organisation: Any
    standing: Standing

    @property
    def holds(self) -> bool:
        """Whether the item has to stay for it."""
        return self.standing in RELIES


class Shows(Protocol):
    """A room that shows items."""

    def uses(self, items: Collection[int]) -> Mapping[int, list[Use]]:
        """Item (primary key) → where it is shown."""
        ...

    def let_go(self, item: Item) -> None:
        """Erase what is kept of an item in cases that ended without a decision, within the caller's transaction."""
        ...


_ROOMS: list[Shows] = []


def register(room: Shows) -> None:
    """Make a room known that shows items. For `AppConfig.ready`."""
    if room not in _ROOMS:
        _ROOMS.append(room)


def uses_of(items: Collection[int]) -> dict[int, list[Use]]:
    """Where each of these items is shown."""
    found: dict[int, list[Use]] = {one: [] for one in items}
    for room in _ROOMS:
        for key, shown in room.uses(items).items():
            found[key].extend(shown)
    return found


def let_go(item: Item) -> None:
    """Have every room erase what it keeps of an item in cases that ended without a decision."""
    for room in _ROOMS:
        room.let_go(item)
