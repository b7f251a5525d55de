"""Rows of a register that are read in pieces, so that a long register never stands in memory as a whole."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import overload

from tanym.apps.registers.sources import Row

A_PIECE = 500


class Rows(Sequence[Row]):
    """A sequence of rows that knows the keys of its records and reads the records when they are asked for.

    `read` gives the rows of some keys in their order.
    """

    def __init__(self, keys: Iterable[int], read: Callable[[Sequence[int]], Iterable[Row]]) -> None:
        self._keys = array("q", keys)
        self._read = read

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, len(self._keys), A_PIECE):
            yield from self._read(self._keys[start : start + A_PIECE])

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return list(self._read(self._keys[at]))
        return next(iter(self._read([self._keys[at]])))

    def at(self, places: Iterable[int]) -> Rows:
        """The rows at these places only."""
        return Rows((self._keys[place] for place in places), self._read)


def picked(rows: Sequence[Row], places: Sequence[int]) -> Sequence[Row]:
    """The rows at some places, read in pieces where they are."""
    return rows.at(places) if isinstance(rows, Rows) else [rows[place] for place in places]
