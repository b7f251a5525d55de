"""Columns: one fact of many records side by side, each different value once, so that one answer serves all alike."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.snapshot import reading_fact
from tanym.core.rules.types import Typed
from tanym.core.rules.vocabulary import FactType

MOST_ROWS = 60_000
"""Records of one block of columns: codes are of sixteen bits."""

UNKNOWN = 0


@dataclass(frozen=True, slots=True)
class Column:
    """One fact of many records: a code for each record into the different values; code 0 is unknown."""

    codes: array[int]
    different: tuple[Typed | None, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The facts of `size` records; `unread` are those whose facts can't be read, by their place, with the reason.

    A fact that no column holds is unknown of every record.
    """

    size: int
    by_fact: Mapping[str, Column]
    unread: Mapping[int, InvalidValue]

    def column(self, fact: str) -> Column:
        return self.by_fact.get(fact) or Column(array("H", bytes(2 * self.size)), (None,))

    def with_same(self, fact: str, value: Typed) -> Columns:
        """The same records with one fact alike in all, as the day of the check is."""
        alike = Column(array("H", [1]) * self.size, (None, value))
        return replace(self, by_fact={**self.by_fact, fact: alike})

    def row(self, place: int) -> dict[str, Typed]:
        """The typed facts of one record, as far as columns hold them."""
        found = {name: one.different[one.codes[place]] for name, one in self.by_fact.items()}
        return {name: value for name, value in found.items() if value is not None}


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
    size, rest = 0, iter(snapshots)
    while strip := list(islice(rest, _STRIP)):
        if size + len(strip) > MOST_ROWS:
            raise InvalidValue("columns.too-many", most=MOST_ROWS)
        unread |= {size + at: InvalidValue("fact.none-kept") for at, row in enumerate(strip) if row is None}
        rows = [row or {} for row in strip]
        for name in sorted(set().union(*rows)):
            if name not in read:
                read[name] = _Reading(known, name)
            for place, wrong in read[name].add(rows, size).items():
                unread.setdefault(place, wrong)
        size += len(strip)
    columns = {
        name: one.column(size)
        for name, one in sorted(read.items())
        if name in known and (wanted is None or name in wanted)
    }
    return Columns(size, columns, dict(sorted(unread.items())))


_STRIP = 64
"""Records that are read together: few enough to stay near the processor."""


class _Reading:
    """One column while it is read; equal values are found by their bytes and read once."""

    def __init__(self, known: Mapping[str, FactType], name: str) -> None:
        self._name = name
        self._read = reading_fact(known, name) if name in known else self._nobody_knows
        self._codes: dict[Any, int] = {_ABSENT: UNKNOWN}
        self._column = array("H")
        self._different: list[Typed | None] = [None]
        self._wrong: dict[Any, InvalidValue] = {}

    def _nobody_knows(self, value: object) -> Typed:
        raise InvalidValue("fact.unknown", fact=self._name[:80])

    def add(self, rows: Sequence[Mapping[str, Any]], start: int) -> dict[int, InvalidValue]:
        """Take in some records, the first of which is number `start`; returns those that can't be read."""
        name, codes, wrong = self._name, self._codes, self._wrong
        values = [row.get(name, _ABSENT) for row in rows]
        keys: list[Any] = values
        if not set(map(type, values)) <= _KEYS_THEMSELVES:
            keys = [one if type(one) in _KEYS_THEMSELVES else _bytes(one) for one in values]
        for key, value in zip(keys, values, strict=True):
            if key not in codes:
                try:
                    self._different.append(self._read(value))
                    codes[key] = len(self._different) - 1
                except InvalidValue as fault:
                    codes[key], wrong[key] = UNKNOWN, fault
        if len(self._column) < start:
            self._column.extend(array("H", bytes(2 * (start - len(self._column)))))
        self._column.extend(map(codes.__getitem__, keys))
        return {start + at: wrong[key] for at, key in enumerate(keys) if key in wrong} if wrong else {}

    def column(self, size: int) -> Column:
        """What was read, with the records of which it is unknown."""
        self._column.extend(array("H", bytes(2 * (size - len(self._column)))))
        return Column(self._column, tuple(self._different))


class _Absent:
    """What stands for a fact that a record does not have."""


_ABSENT = _Absent()
_KEYS_THEMSELVES = {str, _Absent}


def _bytes(value: Any) -> bytes:
    """Bytes that are equal only for equal values of one type: 1 and true differ."""
    try:
        return marshal.dumps(value, 2)
    except ValueError:  # no plain data, or nested without end: it can't be read either, or stands for itself
        return str(id(value)).encode()
