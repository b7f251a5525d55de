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
    rows = list(islice(snapshots, MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise InvalidValue("columns.too-many", most=MOST_ROWS)
    wanted = None if asked is None else frozenset(asked)
    unread = {place: InvalidValue("fact.none-kept") for place, row in enumerate(rows) if row is None}
    read = [row or {} for row in rows]
    columns: dict[str, Column] = {}
    for name in sorted(set().union(*read)):
        if name in known:
            column, faults = _read(known, name, read)
            if wanted is None or name in wanted:
                columns[name] = column
        else:
            faults = {
                at: InvalidValue("fact.unknown", fact=name[:80]) for at, row in enumerate(read) if name in row
            }
        for place, wrong in faults.items():
            unread.setdefault(place, wrong)
    return Columns(len(rows), columns, dict(sorted(unread.items())))


def _read(
    known: Mapping[str, FactType], name: str, rows: Sequence[Mapping[str, Any]]
) -> tuple[Column, dict[int, InvalidValue]]:
    """One column, and the records in which its fact can't be read; equal values are found by their bytes and read once."""
    read = reading_fact(known, name)
    codes = array("H")
    different: list[Typed | None] = [None]
    seen: dict[str | bytes, int] = {}
    wrong: dict[str | bytes, InvalidValue] = {}
    faults: dict[int, InvalidValue] = {}
    for place, row in enumerate(rows):
        if name not in row:
            codes.append(UNKNOWN)
            continue
        value = row[name]
        key = value if type(value) is str else _bytes(value)
        code = seen.get(key)
        if code is None:
            try:
                different.append(read(value))
                code = seen[key] = len(different) - 1
            except InvalidValue as fault:
                code, wrong[key] = seen.setdefault(key, UNKNOWN), fault
        if code == UNKNOWN:
            faults[place] = wrong[key]
        codes.append(code)
    return Column(codes, tuple(different)), faults


def _bytes(value: Any) -> bytes:
    """Bytes that are equal only for equal values of one type: 1 and true differ."""
    try:
        return marshal.dumps(value, 2)
    except ValueError:  # no plain data, or nested without end: it can't be read either, or stands for itself
        return str(id(value)).encode()
