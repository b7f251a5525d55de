"""The lines of a document as labels and texts, each with its place: tables and paragraphs read alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tanym.core.standards.blocks import (
    Block,
    Heading,
    Paragraph,
    Place,
    Structure,
    Table,
    lines,
    numbered,
    plain,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A label (`name`, with its number and the text that follows it on the line), or a text alone (`name` empty)."""

    name: str
    text: str
    place: Place
    number: int | None = None
    blank: bool = False  # an empty cell
    stray: bool = False  # it begins a row, where a label has to stand


class Labels:
    """Finds the labels of a structure at the beginning of lines."""

    def __init__(self, structure: Structure, names: frozenset[str], counted: frozenset[str]) -> None:
        self.structure = structure
        self.names = names
        self.counted = counted

    @cached_property
    def _known(self) -> dict[str, str]:
        return {
            plain(words): name for name in self.names - self.counted for words in self.structure.labels[name]
        }

    @cached_property
    def _counted(self) -> list[tuple[str, re.Pattern[str]]]:
        found = []
        for name in self.counted & self.names:
            for words in sorted(self.structure.labels[name], key=len, reverse=True):
                written = r"\s+".join(re.escape(one) for one in words.split())
                form = rf"(?:(\d{{1,3}})\s*-\s*)?{written}(?:\s+№?\s*(\d{{1,3}}))?\s*(?:[:.)]\s*(.*))?"
                found.append((name, re.compile(form, re.IGNORECASE)))
        return found

    def token(self, line: str, place: Place) -> Token:
        """What a line is."""
        bare = numbered(line)[1]
        for name, form in self._counted:
            if found := form.fullmatch(bare):
                number = found[1] or found[2]
                return Token(name, (found[3] or "").strip(), place, int(number) if number else None)
        if known := self._known.get(plain(line)):
            return Token(known, "", place)
        head, colon, rest = bare.partition(":")
        if colon and (known := self._known.get(plain(head))):
            return Token(known, rest.strip(), place)
        return Token("", line, place)

    def tokens(self, blocks: list[tuple[Place, Block]]) -> Iterator[Token]:
        """The tokens of a chapter, in the order in which it is read."""
        for place, block in blocks:
            if isinstance(block, Heading | Paragraph):
                yield from (self.token(line, place) for line in lines(block.text))
            else:
                yield from self.rows(place, block)

    def rows(self, place: Place, table: Table) -> Iterator[Token]:
        """The tokens of a table, row by row."""
        for number, row in enumerate(table.rows, 1):
            at = Place(place.chapter, 0, place.table, number)
            for column, cell in enumerate(row):
                if cell is not None:
                    yield from self.cell(cell, at, column)

    def cell(self, cell: str, at: Place, column: int) -> Iterator[Token]:
        """The tokens of a cell; what begins a row without being a label is a stray."""
        said = [self.token(line, at) for line in lines(cell)]
        if not said:
            yield Token("", "", at, blank=True)
        elif column == 0 and not said[0].name:
            yield Token("", " ".join(one.text for one in said), at, stray=True)
        else:
            yield from said
