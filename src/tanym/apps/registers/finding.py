"""What of a register is asked for: words, status, organisation, sector, on a day, as known on another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, runtime_checkable

from tanym.apps.registers.rows import picked
from tanym.apps.registers.sources import Row, Source
from tanym.core.registers.standing import Status

ORGANISATIONS = ("organisation", "awarding_body", "parties")
SECTORS = ("sector", "sectors")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a register. Empty: no limit."""

    on: date
    known_on: date | None = None
    words: str = ""
    status: str = ""
    organisation: str = ""
    sector: str = ""

    @property
    def narrows(self) -> bool:
        """Whether less than the whole register is asked for."""
        return bool(self.words or self.status or self.organisation or self.sector)


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: the rows, and how many each choice would leave."""

    rows: Sequence[Row]
    statuses: Mapping[str, int]
    organisations: Mapping[str, int]
    sectors: Mapping[str, int]


@runtime_checkable
class Answers(Protocol):
    """A source that narrows its rows itself, because there are too many to look at one by one."""

    def find(self, asked: Asked) -> Found:
        """The answer to a question."""
        ...


@runtime_checkable
class Names(Protocol):
    """A source that finds the rows of one organisation without looking at all of them."""

    def about(self, asked: Asked) -> Sequence[Row]:
        """The rows that name the organisation; nothing else narrows the question."""
        ...


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader has to know of how a register is made: a sentence by its code, and the value of the packs behind it."""

    code: str
    details: Mapping[str, object] = field(default_factory=dict)
    value: str = ""


@runtime_checkable
class Noted(Protocol):
    """A source whose rows tell less than is known, and that says why."""

    def note(self, on: date) -> Note:
        """How the rows are made, as of a day."""
        ...


def find(source: Source, asked: Asked) -> Found:
    """The answer of a register to a question."""
    if isinstance(source, Answers):
        return source.find(asked)
    rows = source.rows(asked.on, asked.known_on, asked.words)
    statuses: Counter[str] = Counter()
    organisations: Counter[str] = Counter()
    sectors: Counter[str] = Counter()
    places = []
    for place, row in enumerate(rows):
        bodies, fields = named(row, ORGANISATIONS), named(row, SECTORS)
        fits = (
            asked.status in ("", row.status),
            not asked.organisation or asked.organisation in bodies,
            not asked.sector or asked.sector in fields,
        )
        if all(fits):
            places.append(place)
        if fits[1] and fits[2]:
            statuses[row.status.value] += 1
        if fits[0] and fits[2]:
            organisations.update(bodies)
        if fits[0] and fits[1]:
            sectors.update(fields)
    order = [one.value for one in Status]
    return Found(
        rows if len(places) == len(rows) else picked(rows, places),
        dict(sorted(statuses.items(), key=lambda one: order.index(one[0]))),
        organisations,
        sectors,
    )


def rows_about(source: Source, asked: Asked) -> Sequence[Row]:
    """The rows that name an organisation, without counting what else could be chosen; nothing else is asked for."""
    if isinstance(source, Answers):
        return source.find(asked).rows
    if not set(ORGANISATIONS).intersection(source.columns):
        return ()
    return source.about(asked) if isinstance(source, Names) else find(source, asked).rows


def named(row: Row, columns: Iterable[str]) -> frozenset[str]:
    """The codes that stand in these columns of a row."""
    found: set[str] = set()
    for name in columns:
        cell = row.cells.get(name)
        if isinstance(cell, str):
            found.add(cell)
        elif isinstance(cell, Iterable) and not isinstance(cell, Mapping):
            found.update(str(one) for one in cell)
    return frozenset(found - {""})
