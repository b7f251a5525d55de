"""Columns: one fact of many records side by side, each different value once, so that one answer serves all alike."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.blocks.block import View
from tanym.core.rules.snapshot import reading_fact
from tanym.core.rules.types import Typed
from tanym.core.rules.vocabulary import FactType

MOST_ROWS = 60_000
"""Records of one block of columns: codes are of sixteen bits."""

UNKNOWN = 0


@dataclass(frozen=True, slots=True)
class Column:
    """One fact of many records: a code for each record into the different values; code 0 is unknown.

    (A long value that hardly ever occurs twice may stand there twice.)
    """

    codes: array[int]
    different: tuple[Typed | None, ...]

    def through(self, view: View) -> Column:
        """The same records as a test sees them: of all values that look alike the first stands for the others."""
        alike: dict[Hashable, int] = {}
        different: list[Typed | None] = [None]
        codes = [UNKNOWN]
        of, known = view.of, alike.get
        for value in self.different[1:]:
            seen = of(value)
            code = known(seen)
            if code is None:
                code = alike[seen] = len(different)
                different.append(value)
            codes.append(code)
        return Column(array("H", map(codes.__getitem__, self.codes)), tuple(different))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column that somebody asks for: a fact, or what a test sees of it."""

    fact: str
    view: View | None = None

    @property
    def name(self) -> str:
        return f"{self.fact}~{self.view.name}" if self.view else self.fact


@dataclass(frozen=True, slots=True)
class Columns:
    """The facts of `size` records; `unread` are those whose facts can't be read, by their place, with the reason.

    A fact that no column holds is unknown of every record. What a test sees of a fact (`Wanted.name`) may have a column
    beside that of the fact, or in its place.
    """

    size: int
    by_name: Mapping[str, Column]
    unread: Mapping[int, InvalidValue]

    def column(self, wanted: Wanted) -> Column:
        found = self.by_name.get(wanted.name)
        if found is None and wanted.view and wanted.fact in self.by_name:
            found = self.by_name[wanted.fact].through(wanted.view)
        return found or Column(array("H", bytes(2 * self.size)), (None,))

    def seen(self, wanted: Iterable[Wanted]) -> Columns:
        """The same records with columns of their own for what tests see of facts."""
        views = {one.name: self.column(one) for one in wanted if one.view and one.fact in self.by_name}
        return replace(self, by_name={**self.by_name, **views})

    def with_same(self, fact: str, value: Typed) -> Columns:
        """The same records with one fact alike in all, as the day of the check is."""
        others = {name: one for name, one in self.by_name.items() if not name.startswith(f"{fact}~")}
        return replace(self, by_name={**others, fact: Column(array("H", [1]) * self.size, (None, value))})

    def values(self, fact: str) -> list[Typed | None]:
        """The fact of each record; None where it is unknown."""
        column = self.column(Wanted(fact))
        return list(map(column.different.__getitem__, column.codes))


def read_columns(
    known: Mapping[str, FactType],
    snapshots: Iterable[Mapping[str, Any] | None],
    asked: Iterable[str] | None = None,
) -> Columns:
    """Columns of the plain facts of records (`plain_facts`), just as `read_snapshot` reads each; None is a record without.

    Every fact is read, so that a record that can't be read is found; columns are kept of those `asked` for (None: all).
    Raises `InvalidValue("columns.too-many")` beyond `MOST_ROWS`.
    """
    wanted = None if asked is None else frozenset(asked)
    read: dict[str, _Reading] = {}
    unread: dict[int, InvalidValue] = {}
    size = room = 0
    for place, row in enumerate(snapshots):
        if place >= MOST_ROWS:
            raise InvalidValue("columns.too-many", most=MOST_ROWS)
        size = place + 1
        if place == room:
            room += _ROOM
            for reading in read.values():
                reading.codes.extend(_NOTHING)
        if row is None:
            unread[place] = InvalidValue("fact.none-kept")
            continue
        for name, value in row.items():
            if name not in read:
                read[name] = _Reading(known, name, room)
            reading = read[name]
            kind = type(value)
            key = value if kind is str or kind is int else reading.key(value)
            code = reading.by_key.get(key)
            if code is None:
                code = reading.learn(key, value, place)
            reading.codes[place] = code
            if code == UNKNOWN:
                unread.setdefault(place, reading.wrong[key])
    columns = {
        name: one.whole(size)
        for name, one in sorted(read.items())
        if name in known and (wanted is None or name in wanted)
    }
    return Columns(size, columns, unread)


class _Reading:
    """One column while it is read: equal values are found by a key and read once, but for long ones that are never alike.

    `key` is what is equal only for equal values of one type (1 and true differ); text and whole numbers are their own.
    `wrong` tells of the keys with the code `UNKNOWN` why they can't be read.
    """

    __slots__ = ("_different", "_long", "_name", "_read", "by_key", "codes", "key", "wrong")

    def __init__(self, known: Mapping[str, FactType], name: str, room: int) -> None:
        self.by_key: dict[Any, int] = {}
        self.codes = array("H", bytes(2 * room))
        self.key: Callable[[Any], object] = _bytes
        self.wrong: dict[Any, InvalidValue] = {}
        self._name = name
        self._read = reading_fact(known, name) if name in known else self._nobody_knows
        self._different: list[Typed | None] = [None]
        self._long = 0

    def learn(self, key: Any, value: object, place: int) -> int:
        """Read a value that was not seen before, first of the record at `place`; its code."""
        try:
            self._different.append(self._read(value))
        except InvalidValue as fault:
            self.by_key[key], self.wrong[key] = UNKNOWN, fault
            return UNKNOWN
        code = len(self._different) - 1
        if type(key) is not _Itself:
            self.by_key[key] = code
            if type(key) is bytes and len(key) > _LONG and place < 2 * _LONG_ONES:
                self._long += 1
                if self._long == _LONG_ONES:
                    self.key = _itself
        return code

    def whole(self, size: int) -> Column:
        """What was read; a record of which nothing was is unknown."""
        return Column(self.codes[:size], tuple(self._different))

    def _nobody_knows(self, value: object) -> Typed:
        raise InvalidValue("fact.unknown", fact=self._name[:80])


_ROOM = 1024
_NOTHING = array("H", bytes(2 * _ROOM))
_LONG = 200
_LONG_ONES = 32
"""So many long values, all different, among twice as many records: to look for equal ones costs more than it spares."""


class _Itself:
    """The key of a value that is not compared with others."""

    __slots__ = ()


def _itself(value: object) -> object:
    return _Itself() if type(value) is dict else _bytes(value)


def _bytes(value: Any) -> bytes:
    try:
        return marshal.dumps(value, 2)
    except ValueError:  # no plain data, or nested without end: it can't be read either, or stands for itself
        return str(id(value)).encode()
