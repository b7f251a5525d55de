"""Where the rows of the public registers come from: each room names its own when Django starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from tanym.core.kernel.errors import NotFound
from tanym.core.registers.standing import Status


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a public register on a day. No personal data.

    `address` is the path of its page without the language; `subject` its name in the journal. A cell is a text, a
    number, a day, a text by language, or several of them; each column is named by `register.column.<name>`.
    """

    id: str
    titles: Mapping[str, str]
    status: Status
    since: date | None
    until: date | None
    address: str
    subject: str
    cells: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One act of a public register: `number` is its number in the journal, `act` the code of what was done."""

    number: int
    at: datetime
    id: str
    titles: Mapping[str, str]
    act: str
    since: date | None
    until: date | None
    reason: Mapping[str, str]
    address: str


class Source(Protocol):
    """The rows of one register, on any day, and its acts."""

    register: str
    columns: tuple[str, ...]

    def rows(self, on: date, known_on: date | None, words: str) -> Sequence[Row]:
        """The rows that hold all these words, as they stood on a day, by what was known until another."""
        ...

    def row(self, id: str, on: date, known_on: date | None) -> Row:
        """One row. Raises `NotFound("register.entry-unknown")`."""
        ...

    def changes(self, id: str | None, after: int, limit: int) -> Sequence[ChangeRow]:
        """The acts with a number above `after`, the oldest first, of one row or of all."""
        ...

    def newest(self) -> date | None:
        """The day of the last act, without reading all of them; None where nothing was ever done."""
        ...


_SOURCES: dict[str, Source] = {}


def register_source(source: Source) -> None:
    """Make the rows of a register known. For `AppConfig.ready`."""
    _SOURCES[source.register] = source


def source(register: str) -> Source:
    """The source of a register. Raises `NotFound("register.unknown")`."""
    if register not in _SOURCES:
        raise NotFound("register.unknown", register=register)
    return _SOURCES[register]


def sources() -> Mapping[str, Source]:
    """All registers that have rows, by id."""
    return dict(_SOURCES)
