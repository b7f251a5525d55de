"""A list as its preview shows it: cells with what is wrong beside them, and all that is wrong as a list."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tanym.apps.accounts.words import catalogue, day, say
from tanym.apps.imports.kinds import kind
from tanym.apps.imports.models import Batch
from tanym.apps.imports.reading import heading_of, rows_of
from tanym.core.kernel.lists import Secret, letters
from tanym.core.kernel.spreadsheet import harmless

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class ShownFault:
    """A fault in words: the cell's name, its heading, what stands there, what is wrong and what to do."""

    place: str
    row: int
    heading: str
    text: str
    words: str
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the preview, and whether something is wrong with it, or should be looked at."""

    text: str
    wrong: bool
    warns: bool = False


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the preview; `wrong` where something is with the row as a whole; `read` says how it was understood."""

    number: int
    cells: tuple[Cell, ...]
    wrong: bool
    read: str = ""


def ordered(batch: Batch) -> list[Mapping[str, Any]]:
    """All that is wrong, as it is kept, from top to bottom and from left to right."""
    indexes = dict(batch.headings)
    return sorted(batch.faults, key=lambda one: (one["row"], _index(one["column"], indexes)))


def faults(batch: Batch, some: Iterable[Mapping[str, Any]]) -> list[ShownFault]:
    """Some of what is wrong, in words."""
    texts = {int(number): cells for number, cells in batch.rows}
    indexes, secrets = dict(batch.headings), _secrets(batch)
    return [
        ShownFault(
            place=_place(one, indexes),
            row=one["row"],
            heading=_heading(batch, one["column"]),
            text=_seen(secrets, one["column"], texts.get(one["row"], {}).get(one["column"], "")),
            words=say(one["code"], **_said(one["details"])),
            warns=one.get("warns", False),
        )
        for one in some
    ]


def columns(batch: Batch) -> list[tuple[str, str, str]]:
    """The columns that the list has, in its own order: name, letters, heading."""
    placed = sorted(dict(batch.headings).items(), key=lambda one: one[1])
    return [(name, letters(index), _heading(batch, name)) for name, index in placed]


def rows(batch: Batch, some: list[Any], on: date) -> list[ShownRow]:
    """Some rows of the list, with a mark at the cells that are wrong or to be looked at, and how each was understood."""
    wrong = {(one["row"], one["column"]) for one in batch.faults if not one.get("warns")}
    warned = {(one["row"], one["column"]) for one in batch.faults if one.get("warns")} - wrong
    names = [name for name, _letters, _heading in columns(batch)]
    understood, secrets = _understood(batch, some, on), _secrets(batch)
    return [
        ShownRow(
            number,
            tuple(
                Cell(
                    _seen(secrets, name, texts.get(name, "")),
                    (number, name) in wrong,
                    (number, name) in warned,
                )
                for name in names
            ),
            (number, "") in wrong,
            understood.get(number, ""),
        )
        for number, texts in some
    ]


def _seen(secrets: Mapping[str, Secret], column: str, text: str) -> str:
    """What a reader sees of a cell: all of it, unless its column keeps it secret."""
    return secrets[column].show(text) if text and column in secrets else text


def _secrets(batch: Batch) -> dict[str, Secret]:
    return {one.name: one.secret for one in kind(batch.kind).columns if one.secret}


def _understood(batch: Batch, some: list[Any], on: date) -> dict[int, str]:
    of = kind(batch.kind)
    if of.reads is None:
        return {}
    found = {}
    for row in rows_of(of, some)[0]:
        if (read := of.reads(row, on)) is not None:
            code, details = read
            found[row.number] = say(code, **_said({name: str(value) for name, value in details.items()}))
    return found


def faults_csv(batch: Batch) -> bytes:
    """All that is wrong as a table, harmless to a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([say(f"imports.faults.{name}") for name in ("cell", "row", "heading", "text", "wrong")])
    for one in faults(batch, ordered(batch)):
        writer.writerow([one.place, one.row, harmless(one.heading), harmless(one.text), harmless(one.words)])
    return out.getvalue().encode("utf-8-sig")


def _index(column: str, indexes: Mapping[str, int]) -> int:
    if column.startswith("@"):
        return int(column[1:])
    return indexes.get(column, -1)


def _place(fault: Mapping[str, Any], indexes: Mapping[str, int]) -> str:
    """C7; the row alone where no cell is meant, nothing where the whole list is."""
    if not fault["row"]:
        return ""
    index = _index(fault["column"], indexes)
    return f"{letters(index)}{fault['row']}" if index >= 0 else str(fault["row"])


def _heading(batch: Batch, column: str) -> str:
    try:
        return heading_of(kind(batch.kind).column(column))
    except KeyError:
        return ""


def _said(details: Mapping[str, str]) -> dict[str, str]:
    """Details for the sentence: codes and days are said in words."""
    said = {name: _word(name, value) for name, value in details.items()}
    if of := details.get("of"):
        said["choices"] = ", ".join(say(f"{of}.{code}") for code in details["choices"].split(", "))
    return said


def _word(name: str, value: str) -> str:
    if name == "role":
        return say(f"role.{value}")
    if value in catalogue():
        return say(value)
    return day(date.fromisoformat(value)) if _ISO.fullmatch(value) else value
