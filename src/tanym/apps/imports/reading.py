"""From a table of texts to the rows of a kind of list, with everything that is wrong at its cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tanym.adapters.spreadsheets import Table
from tanym.apps.accounts.words import here, say
from tanym.core.kernel.lists import Column, Fault, Kind, Row, read_rows
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.core.kernel.personal_number import HIDDEN

MOST_FAULTS = 5_000
HEADINGS = 1
"""The row in which the headings stand."""

Kept = list[list[Any]]
"""Rows as the table of batches keeps them: number, and texts by column."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was read of an upload: rows to keep, where each column stands, and all that is wrong."""

    rows: Kept
    headings: Mapping[str, int]
    faults: tuple[Fault, ...]


def judge(kind: Kind, table: Table, on: date, actor: Any = None) -> Judged:
    """Look at every cell of a table. Headings are recognised by the column's name or its words in any language.

    What a column keeps secret is judged as it stands, and kept as the column says.
    """
    first, *rest = table.rows
    headings, faults = _headings(kind, first)
    secret = {one.name: one.secret for one in kind.columns if one.secret}
    placed = {index: name for name, index in headings.items()}
    kept: Kept = []
    for number, cells in rest:
        texts = {}
        for index, text in enumerate(cells):
            name = placed.get(index)
            if name is None:
                if text and index >= len(first[1]):
                    faults.append(Fault(number, f"@{index}", "imports.no-heading"))
            elif (number, index) in table.formulas:
                faults.append(Fault(number, name, "imports.formula"))
            elif text:
                texts[name] = text.lstrip(HIDDEN) if name in secret else text
        kept.append([number, texts])
    faults += [Fault(row, "", "imports.example-row") for row, texts in kept if _is_example(kind, texts)]
    faults += faults_of(kind, kept, on, faults, warned=True, actor=actor)
    for name, of in secret.items():
        for _number, texts in kept:
            if name in texts:
                texts[name] = of.keep(texts[name])
    return Judged(kept, headings, tuple(faults[:MOST_FAULTS]))


def faults_of(
    kind: Kind,
    kept: Kept,
    on: date,
    known: Sequence[Fault] = (),
    *,
    warned: bool = False,
    actor: Any = None,
) -> tuple[Fault, ...]:
    """What is wrong in rows that were kept, as things stand today; cells of which a fault is known are left alone.

    With `warned`, also what the kind only warns of: for somebody who looks at it.
    """
    rows, faults = rows_of(kind, kept)
    found = [*faults, *kind.check(rows, on), *(kind.warn(rows, on) if warned and kind.warn else ())]
    if kind.check_as is not None:
        found += kind.check_as(rows, on, actor)
    seen = {(fault.row, fault.column) for fault in known}
    return tuple(fault for fault in found if (fault.row, fault.column) not in seen)


def rows_of(kind: Kind, kept: Kept) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """The rows with their values, and what is wrong at single cells."""
    return read_rows(kind, ((int(number), texts) for number, texts in kept))


def written(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """Faults as plain data."""
    return [
        {
            "row": fault.row,
            "column": fault.column,
            "code": fault.code,
            "details": {name: str(value) for name, value in fault.details.items()},
            "warns": fault.warns,
        }
        for fault in sorted(faults, key=lambda fault: (fault.row, fault.column))
    ]


def heading_of(column: Column, language: str | None = None) -> str:
    """The heading of a column in the reader's language, or another."""
    if column.heading:
        return choose(column.heading, language)[0] if language else here(column.heading)
    return say(column.words, language)


def blocking(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults that keep a list from being written."""
    return tuple(fault for fault in faults if not fault.warns)


def _is_example(kind: Kind, texts: Mapping[str, str]) -> bool:
    """Whether a row is the example that the template begins with."""
    examples = (
        {one.name: one.example.get(language) or one.example.get("", "") for one in kind.columns}
        for language in LANGUAGES
    )
    return any(
        texts == {name: text for name, text in example.items() if text}
        for example in examples
        if any(example.values())
    )


def _headings(kind: Kind, first: tuple[int, Sequence[str]]) -> tuple[dict[str, int], list[Fault]]:
    known = {_plain(word): column.name for column in kind.columns for word in _words(column)}
    found: dict[str, int] = {}
    faults: list[Fault] = []
    number, cells = first
    for index, text in enumerate(cells):
        name = known.get(_plain(text))
        if name is None:
            faults.append(Fault(number, f"@{index}", "imports.heading-unknown", {"heading": text[:60]}))
        elif name in found:
            faults.append(Fault(number, f"@{index}", "imports.heading-twice", {"heading": text[:60]}))
        else:
            found[name] = index
    for column in kind.columns:
        if column.required and column.name not in found:
            faults.append(Fault(number, "", "imports.heading-missing", {"heading": heading_of(column)}))
    return found, faults


def _words(column: Column) -> set[str]:
    return {column.name, *(heading_of(column, language) for language in LANGUAGES)}


def _plain(text: str) -> str:
    return " ".join(text.replace("*", "").casefold().split())
