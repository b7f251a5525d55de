"""Lists that come from spreadsheets: their columns, their rows, and what is wrong at which cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tanym.core.kernel.cells import Read, text
from tanym.core.kernel.errors import TanymError


@dataclass(frozen=True, slots=True)
class Secret:
    """How a cell is kept whose text may stand nowhere: `keep` gives what stands for a text, be it right or wrong, and
    `show` what a reader sees of that. The column's `read` gives the same value for both."""

    keep: Callable[[str], str]
    show: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `name` is stable, `words` the code of its heading, `read` judges a cell and gives its value.

    `example` stands in the example row of the template, by language (under "" for all languages). `heading` is a heading
    by language that stands in no catalogue (the text of a learning outcome); it takes the place of `words`. `secret` where
    the text itself is kept nowhere (a personal number).
    """

    name: str
    words: str
    read: Read = field(default_factory=text)
    required: bool = False
    example: Mapping[str, str] = field(default_factory=dict, hash=False)
    heading: Mapping[str, str] = field(default_factory=dict, hash=False)
    secret: Secret | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was read: its number in the spreadsheet (the headings are row 1), its texts, and the values of the
    cells that hold something and are right."""

    number: int
    texts: Mapping[str, str] = field(hash=False)
    values: Mapping[str, Any] = field(hash=False)

    def __getitem__(self, column: str) -> Any:
        """The value of a cell; None where it is empty or wrong."""
        return self.values.get(column)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, at a cell; an empty `column` means the whole row. `code` names the sentence.

    One that only `warns` is shown and keeps nothing from being written: a person looks at it.
    """

    row: int
    column: str
    code: str
    details: Mapping[str, object] = field(default_factory=dict, hash=False)
    warns: bool = False


class Clash(Exception):
    """While a list was being written it met what somebody else wrote at the same time: `faults` say at which cells."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = faults


Write = Callable[..., Mapping[str, int]]
"""`write(rows, *, actor, at, source)` writes all rows, in the transaction of the caller, and returns how many things of
which kind were written. `source` ("imports.batch:<id>") stands for the permission that was asked; a kind that wants a
second person is also given `second`. Raises `Clash`."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of list that can be brought in from a spreadsheet.

    `words` is the code of its name, `about` that of a sentence that says what it is for. `may` says who may bring it in
    on a day. `check` sees all rows at once (what the columns could not see: doubles, what exists already) and answers
    with faults; it is asked for the preview and again just before `write`. `page` is the address of what came of it.
    With `second`, another person who may bring the list in confirms it after whoever uploaded it. `of` are the words, by
    language, of the thing that the list is of. `reads` says in a sentence (code and details) how a row was understood.
    A list whose rows stand each by itself is written `in_parts`: what is written stays, the rest goes on or comes back.
    `afterwards` is done after each writing, with the same `source` and the numbers of the rows of that part, and after
    the last with None, for all that is left of the list; what it cannot do undoes nothing.
    `most` rows stand in one list, where that is fewer than a spreadsheet may hold.
    `warn` sees all rows as `check` does and only warns, so it is asked for the preview alone. `check_as` is asked as
    `check` is, for what depends on who brings the list in. What a kind writes with `traced` is also given the `digest` of
    the file that was uploaded (SHA-256).
    """

    name: str
    words: str
    about: str
    columns: tuple[Column, ...]
    may: Callable[[Any, date], bool]
    check: Callable[[Sequence[Row], date], Iterable[Fault]]
    write: Write
    page: Callable[[], str]
    second: bool = False
    of: Mapping[str, str] = field(default_factory=dict, hash=False)
    reads: Callable[[Row, date], tuple[str, Mapping[str, object]] | None] | None = None
    in_parts: bool = False
    afterwards: Callable[[str, datetime, Sequence[int] | None], object] | None = None
    most: int | None = None
    warn: Callable[[Sequence[Row], date], Iterable[Fault]] | None = None
    check_as: Callable[[Sequence[Row], date, Any], Iterable[Fault]] | None = None
    traced: bool = False

    def column(self, name: str) -> Column:
        """The column of this name; KeyError where there is none."""
        return {column.name: column for column in self.columns}[name]


def read_rows(
    kind: Kind, table: Iterable[tuple[int, Mapping[str, str]]]
) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """Every row of a table (numbers and texts by column name), and what is wrong at which cell by itself.

    Rows in which nothing stands are left out.
    """
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, texts in table:
        if not any(texts.values()):
            continue
        values: dict[str, Any] = {}
        for column, fault_or_value in _cells(kind, number, texts):
            if isinstance(fault_or_value, Fault):
                faults.append(fault_or_value)
            else:
                values[column] = fault_or_value
        rows.append(Row(number, texts, values))
    return tuple(rows), tuple(faults)


def _cells(kind: Kind, number: int, texts: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for column in kind.columns:
        given = texts.get(column.name, "")
        if not given:
            if column.required:
                yield column.name, Fault(number, column.name, "cell.empty")
            continue
        try:
            yield column.name, column.read(given)
        except TanymError as wrong:
            yield column.name, Fault(number, column.name, wrong.code, wrong.details)


def doubles(rows: Sequence[Row], column: str, code: str = "cell.twice") -> Iterator[Fault]:
    """A fault at each cell of the column whose value stands further up already (detail: `row`, where it stood first)."""
    first: dict[Any, int] = {}
    for row in rows:
        value = row[column]
        if value is None:
            continue
        if value in first:
            yield Fault(row.number, column, code, {"row": first[value]})
        else:
            first[value] = row.number


def letters(index: int) -> str:
    """The letters of a column as spreadsheets name it: 0 is A, 26 is AA."""
    named = ""
    while index >= 0:
        index, last = divmod(index, 26)
        named = chr(ord("A") + last) + named
        index -= 1
    return named
