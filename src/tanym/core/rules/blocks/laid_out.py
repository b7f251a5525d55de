"""Lists of a pack laid out for looking up: worked out once for each list, found again without reading it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Laid = TypeVar("Laid")
_MOST = 512


class LaidOut(Generic[Laid]):
    """What `lay_out` makes of a list; the very same list is not laid out again, however long it is.

    A value of a pack is one object for as long as its stack lives, so that it is known by identity.
    """

    def __init__(self, lay_out: Callable[[tuple[str, ...]], Laid]) -> None:
        self._lay_out = lay_out
        self._known: dict[int, tuple[tuple[str, ...], Laid]] = {}

    def __call__(self, phrases: tuple[str, ...]) -> Laid:
        found = self._known.get(id(phrases))
        if found is None or found[0] is not phrases:
            if len(self._known) >= _MOST:
                self._known.clear()
            found = self._known[id(phrases)] = (phrases, self._lay_out(phrases))
        return found[1]
