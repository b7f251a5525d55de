"""Reads an occupational standard from the document in which a ministry publishes it.

Numbering and the order of rows may differ; meaning may not: a label that is missing, a text that belongs nowhere, an
answer that nobody can understand is a fault with its place, and nothing of the document is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tanym.core.kernel.faults import Fault
from tanym.core.standards.blocks import (
    NOTHING,
    Block,
    Heading,
    Place,
    Structure,
    Table,
    lines,
    numbered,
    plain,
)
from tanym.core.standards.card_reading import COUNTED, NAMES, CardReading
from tanym.core.standards.standard import Chapter, OccupationalStandard, ProfessionCard, Term, contradictions
from tanym.core.standards.tokens import Labels, Token

GENERAL = ("scope", "terms", "abbreviations")
CLASSES = ("section", "division", "group", "class_", "subclass")
PASSPORT = ("name", "code", *CLASSES, "description", "cards")
_NUMBERED_CHAPTER = re.compile(r"(?:глава\s+\d+|\d+\s*-\s*тарау|chapter\s+\d+)[.:]?\s*(.*)", re.IGNORECASE)
_TERM = re.compile(r"(.*?\S)\s+[–—-]\s+(\S.*)")
_LISTED_CARD = re.compile(r"(.*\S)\s+[–—-]\s+(\d)\b.*")

Placed = tuple[Place, Block]


def read_document(
    blocks: Sequence[Block], structures: Iterable[Structure]
) -> tuple[OccupationalStandard | None, tuple[Fault, ...]]:
    """The standard that a document holds, or every fault that was found, each with its place.

    The language is the one whose names of chapters the document has.
    """
    chosen = max(structures, key=lambda one: sum(_chapter_of(block, one) is not None for block in blocks))
    reading = _Reading(chosen)
    standard = reading.standard(blocks)
    if standard is not None and not reading.faults:
        reading.faults += contradictions(standard)
    return (None if reading.faults else standard), tuple(reading.faults)


def _title(block: Block) -> str | None:
    """The title of the chapter that a block opens, or None."""
    if isinstance(block, Table):
        return None
    text = " ".join(block.text.split())
    if found := _NUMBERED_CHAPTER.fullmatch(text):
        return found[1].rstrip(".")
    return text if isinstance(block, Heading) and text else None


def _is_numbered(block: Block) -> bool:
    """Whether a chapter begins here; a heading without a number inside a chapter is a line of it."""
    return not isinstance(block, Table) and bool(_NUMBERED_CHAPTER.match(block.text.strip()))


def _chapter_of(block: Block, structure: Structure) -> str | None:
    title = _title(block)
    if title is None:
        return None
    return next(
        (name for name, ways in structure.chapters.items() if plain(title) in {plain(one) for one in ways}),
        None,
    )


class _Reading:
    """One reading of a document; collects faults instead of stopping at the first."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.faults: list[Fault] = []

    def tell(self, code: str, place: Place, found: str, expected: str) -> None:
        details = {**place.details(), "found": found[:200], "expected": expected[:200]}
        self.faults.append(Fault(code, str(place), details))

    def words(self, text: str) -> dict[str, str]:
        return {} if text in NOTHING else {self.structure.language: text}

    def standard(self, blocks: Sequence[Block]) -> OccupationalStandard | None:
        preface, chapters = self.chapters(blocks)
        known: dict[str, list[Placed]] = {}
        annex = []
        for number, (title, inner) in enumerate(chapters, 1):
            name = _chapter_of(Heading(title), self.structure)
            if name is None:
                annex.append(Chapter(self.words(title), self.words("\n".join(_all_lines(inner)))))
            elif name in known:
                self.tell("standard.twice", Place(number), title, "")
            else:
                known[name] = inner
        for name in self.structure.chapters.keys() - known.keys():
            self.tell("standard.chapter-missing", Place(len(chapters)), "", self.structure.chapters[name][0])
        if len(known) < len(self.structure.chapters):
            return None
        scope, terms, abbreviations = self.general(known["general"])
        passport = self.passport(known["passport"])
        cards = self.cards(known["cards"])
        self.compare(passport.pop("cards", []), cards, known["passport"])
        if self.faults:
            return None
        return OccupationalStandard(
            code=passport["code"][0],
            preface=self.words("\n".join(_all_lines(preface))),
            scope=scope,
            terms=terms,
            abbreviations=abbreviations,
            cards=tuple(cards),
            annex=tuple(annex),
            **{name: self.words("\n".join(said)) for name, said in passport.items() if name != "code"},
        )

    def chapters(self, blocks: Sequence[Block]) -> tuple[list[Placed], list[tuple[str, list[Placed]]]]:
        """What stands before the first chapter, and each chapter with its title, its blocks placed."""
        preface: list[Placed] = []
        chapters: list[tuple[str, list[Placed]]] = []
        paragraphs = tables = 0
        for block in blocks:
            title = _title(block)
            if title is not None and (_is_numbered(block) or _chapter_of(block, self.structure)):
                chapters.append((title, []))
                paragraphs = tables = 0
                continue
            if isinstance(block, Table):
                tables += 1
                place = Place(len(chapters), table=tables, row=1)
            else:
                paragraphs += 1
                place = Place(len(chapters), paragraph=paragraphs)
            (chapters[-1][1] if chapters else preface).append((place, block))
        return preface, chapters

    def general(self, inner: list[Placed]) -> tuple[dict[str, str], tuple[Term, ...], tuple[Term, ...]]:
        said = self.sections(inner, GENERAL)
        scope = "\n".join(text for text, _ in said.get("scope", []))
        return self.words(scope), self.terms(said, "terms"), self.terms(said, "abbreviations")

    def sections(self, inner: list[Placed], names: tuple[str, ...]) -> dict[str, list[tuple[str, Place]]]:
        """What stands under each label of a chapter; a label that is missing is told."""
        said: dict[str, list[tuple[str, Place]]] = {}
        heads = frozenset({"activity"}) if "section" in names else frozenset()
        current: list[tuple[str, Place]] | None = None
        for token in Labels(self.structure, frozenset(names) | heads, frozenset()).tokens(inner):
            if token.name in heads:
                current = None
            elif token.name:
                if token.name in said:
                    self.tell("standard.twice", token.place, self.structure.label(token.name), "")
                current = said[token.name] = []
            if token.stray:
                self.tell("standard.text-without-label", token.place, token.text, "")
                current = []
            elif token.text and current is not None:
                current.append((token.text, token.place))
            elif token.text:
                self.tell("standard.text-without-label", token.place, token.text, "")
        last = inner[-1][0] if inner else Place()
        for name in names:
            if name not in said:
                self.tell("standard.missing", last, "", self.structure.label(name))
            elif not said[name]:
                self.tell("standard.empty-value", last, "", self.structure.label(name))
        return said

    def terms(self, said: Mapping[str, list[tuple[str, Place]]], name: str) -> tuple[Term, ...]:
        entries = said.get(name, [])
        if len(entries) == 1 and entries[0][0] in NOTHING:
            return ()
        read = []
        counted = numbered(entries[0][0])[0] is not None if entries else False
        for index, (line, place) in enumerate(entries, 1):
            number, text = numbered(line)
            if counted and number != index:
                self.tell("standard.number-gap", place, line, str(index))
            found = _TERM.fullmatch(text.rstrip(";."))
            if found is None:
                self.tell("standard.term-form", place, line, "")
            else:
                read.append(Term(self.words(found[1]), self.words(found[2])))
        return tuple(read)

    def passport(self, inner: list[Placed]) -> dict[str, list[str]]:
        said = self.sections(inner, PASSPORT)
        for name in ("name", "code"):
            entries = said.get(name, [])
            if entries and (len(entries) > 1 or entries[0][0] in NOTHING):
                code = "standard.one-line" if len(entries) > 1 else "standard.empty-value"
                self.tell(code, entries[0][1], entries[0][0], self.structure.label(name))
        return {name: [text for text, _ in entries] for name, entries in said.items()}

    def cards(self, inner: list[Placed]) -> list[ProfessionCard]:
        labels = Labels(self.structure, NAMES, COUNTED)
        marker = Labels(self.structure, frozenset({"card"}), frozenset({"card"}))
        readings: list[CardReading] = []
        begun = False  # by a line above the table
        for place, block in inner:
            if not isinstance(block, Table):
                for line in lines(block.text):
                    found = self.marked(marker.token(line, place), line)
                    if found is None:
                        self.tell("standard.text-without-label", place, line, "")
                    else:
                        readings.append(CardReading(self.structure, place, found, self.tell))
                        begun = True
                continue
            tokens = list(labels.rows(place, block))
            first = tokens[0].name if tokens else ""
            if not begun and (not readings or (first and readings[-1].holds(first))):
                readings.append(CardReading(self.structure, place, "", self.tell))
            begun = False
            for token in tokens:
                readings[-1].take(token)
        if not readings:
            self.tell(
                "standard.missing", inner[-1][0] if inner else Place(), "", self.structure.label("card")
            )
        return [card for reading in readings if (card := reading.card()) is not None]

    def marked(self, token: Token, line: str) -> str | None:
        """The profession that a line above a table names («Карточка профессии «…»»), or None: it is no such line."""
        if token.name:
            return token.text.strip(' «»"“”:')
        for way in self.structure.labels["card"]:
            bare = numbered(line)[1]
            if bare.casefold().startswith(way.casefold()):
                return bare[len(way) :].strip(' «»"“”:.')
            if bare.casefold().rstrip(" :.").endswith(way.casefold()):
                return bare.rstrip(" :.")[: -len(way)].strip(' «»"“”:.')
        return None

    def compare(self, listed: list[str], cards: list[ProfessionCard], inner: list[Placed]) -> None:
        """The list of cards in the passport against the cards that were read."""
        if not listed or not cards:
            return
        place = inner[-1][0]
        wanted = []
        for line in listed:
            found = _LISTED_CARD.fullmatch(numbered(line)[1])
            if found is None:
                self.tell("standard.card-list-form", place, line, self.structure.level)
                return
            wanted.append((plain(found[1].strip(' «»"“”')), int(found[2])))
        there = [(plain(" ".join(card.title.values())), card.level) for card in cards]
        for title, level in wanted:
            if (title, level) not in there:
                self.tell(
                    "standard.card-not-described", place, f"{title} – {level}", self.structure.label("card")
                )
        for title, level in there:
            if (title, level) not in wanted:
                self.tell(
                    "standard.card-not-listed", place, f"{title} – {level}", self.structure.label("cards")
                )


def _all_lines(inner: Iterable[Placed]) -> Iterable[str]:
    for _, block in inner:
        if isinstance(block, Table):
            for row in block.rows:
                said = [" ".join(lines(cell)) for cell in row if cell is not None]
                if any(said):
                    yield " | ".join(said)
        else:
            yield from lines(block.text)
