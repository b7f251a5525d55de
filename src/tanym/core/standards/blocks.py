"""A document as a list of headings, paragraphs and tables, whatever program wrote it; and the structure to look for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tanym.core.kernel.errors import InvalidValue


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a chapter."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table by rows; a cell is its lines joined by line breaks, None where a merged cell goes on."""

    rows: tuple[tuple[str | None, ...], ...]


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a document: chapter, and there the paragraph, or the table and its row; all counted from 1."""

    chapter: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0

    def __str__(self) -> str:
        inside = f"paragraph {self.paragraph}" if self.paragraph else f"table {self.table}, row {self.row}"
        return f"chapter {self.chapter}, {inside}"

    def details(self) -> dict[str, int]:
        """The numbers, for the sentence of a fault."""
        return {"chapter": self.chapter, "paragraph": self.paragraph, "table": self.table, "row": self.row}


@dataclass(frozen=True, slots=True)
class Structure:
    """How a country's standards are written in one language: names of chapters, labels, answers on recognition.

    Each name stands for all the ways in which it is written, the one that we write first.
    """

    language: str
    chapters: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, tuple[str, ...]]
    recognition: Mapping[str, tuple[str, ...]]
    chapter: str  # how a chapter is numbered: "Глава {number}. {title}"
    numbered: str  # how functions and skills are: "{label} {number}: {text}"
    level: str  # how the passport names the level of a card

    def label(self, name: str) -> str:
        """A label as we write it."""
        return self.labels[name][0]


def read_structure(language: str, data: Mapping[str, Any]) -> Structure:
    """The structure that a TOML table holds. Raises `InvalidValue("standard.structure")`."""

    def names(member: str) -> dict[str, tuple[str, ...]]:
        return {name: tuple(words) for name, words in data[member].items()}

    try:
        return Structure(
            language, names("chapters"), names("labels"), names("recognition"),
            data["chapter"], data["numbered"], data["level"],
        )  # fmt: skip
    except (KeyError, TypeError) as wrong:
        raise InvalidValue("standard.structure", language=language, member=str(wrong)) from wrong


NOTHING = frozenset({"", "-", "–", "—"})
"""How a standard writes that there is nothing: a dash. An empty cell is no answer."""

_NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s+(?=\S)")
_BULLET = re.compile(r"[-–—•·]\s+(?=\S)")


def plain(text: str) -> str:
    """A label or title for comparing: small letters, one blank, no number before it, no colon after it."""
    text = " ".join(text.split()).casefold().replace("ё", "е")
    return _NUMBER.sub("", text, count=1).rstrip(" .:").strip()


def numbered(line: str) -> tuple[int | None, str]:
    """The number before a line, if there is one, and the line without it; a bullet is no number and goes too."""
    found = _NUMBER.match(line)
    if found:
        return int(found[1]), line[found.end() :].strip()
    return None, _BULLET.sub("", line, count=1).strip()


def lines(text: str) -> Iterator[str]:
    """The lines of a cell or paragraph that say something, blanks set right."""
    return (" ".join(line.split()) for line in text.splitlines() if line.strip())
