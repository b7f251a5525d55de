"""Writes an occupational standard as the document in which a ministry publishes it, in one language."""

from __future__ import annotations

from collections.abc import Iterator

from tanym.core.standards.blocks import Block, Heading, Paragraph, Structure, Table
from tanym.core.standards.document_reading import CLASSES
from tanym.core.standards.standard import (
    ADDITIONAL,
    MANDATORY,
    LabourFunction,
    OccupationalStandard,
    ProfessionCard,
    Term,
    Text,
)

Row = tuple[str | None, ...]


def write_document(standard: OccupationalStandard, structure: Structure) -> list[Block]:
    """The blocks of the document; `read_document` gives back the standard with the texts of that language."""
    return list(_Writing(structure).blocks(standard))


class _Writing:
    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.number = 0

    def text(self, text: Text) -> str:
        return text.get(self.structure.language, "") or "-"

    def label(self, name: str) -> str:
        return self.structure.label(name)

    def chapter(self, title: str) -> Heading:
        self.number += 1
        return Heading(self.structure.chapter.format(number=self.number, title=title))

    def blocks(self, standard: OccupationalStandard) -> Iterator[Block]:
        if standard.preface:
            yield from map(Paragraph, self.text(standard.preface).split("\n"))
        yield self.chapter(self.structure.chapters["general"][0])
        yield Paragraph(f"1. {self.label('scope')}: {self.text(standard.scope)}")
        yield from self.terms(2, "terms", standard.terms)
        yield from self.terms(3, "abbreviations", standard.abbreviations)
        yield self.chapter(self.structure.chapters["passport"][0])
        yield Table(tuple(self.passport(standard)))
        yield self.chapter(self.structure.chapters["cards"][0])
        for card in standard.cards:
            yield Paragraph(f"{self.label('card')} «{self.text(card.title)}»:")
            yield Table(tuple(self.card(card)))
        for chapter in standard.annex:
            yield self.chapter(self.text(chapter.title))
            if chapter.text:
                yield from map(Paragraph, self.text(chapter.text).split("\n"))

    def terms(self, number: int, name: str, terms: tuple[Term, ...]) -> Iterator[Paragraph]:
        yield Paragraph(f"{number}. {self.label(name)}:")
        if not terms:
            yield Paragraph("-")
        for index, term in enumerate(terms, 1):
            yield Paragraph(f"{index}) {self.text(term.name)} – {self.text(term.meaning)};")

    def passport(self, standard: OccupationalStandard) -> Iterator[Row]:
        yield self.label("name"), self.text(standard.name)
        yield self.label("code"), standard.code
        yield self.label("activity"), ""
        for name in CLASSES:
            yield self.label(name), self.text(getattr(standard, name))
        yield self.label("description"), self.text(standard.description)
        listed = [
            self.structure.level.format(title=self.text(card.title), level=card.level)
            for card in standard.cards
        ]
        yield self.label("cards"), "\n".join(f"{n}) {line}" for n, line in enumerate(listed, 1))

    def card(self, card: ProfessionCard) -> Iterator[Row]:
        yield self.label("group_code"), card.group_code, None
        yield self.label("occupation_code"), card.occupation_code or "-", None
        yield self.label("title"), self.text(card.title), None
        yield self.label("level"), str(card.level), None
        yield self.label("sublevel"), card.sublevel or "-", None
        yield self.label("tariff"), self.text(card.tariff), None
        for index, name in enumerate(("education_level", "speciality", "qualification")):
            head = None if index else self.label("education")
            yield head, self.label(name), self.text(getattr(card, name))
        yield self.label("experience"), self.text(card.experience), None
        yield self.label("nonformal"), self.text(card.nonformal), None
        yield self.label("other_titles"), self.list(card.other_titles), None
        yield self.label("purpose"), self.text(card.purpose), None
        yield self.label("functions"), None, None
        for kind in (MANDATORY, ADDITIONAL):
            listed = tuple(one.text for one in card.functions if one.kind == kind)
            yield self.label(kind), self.list(listed), None
        for number, function in enumerate(card.functions, 1):
            yield from self.function(number, function)
        for name in ("personal", "regulations", "related"):
            if getattr(card, name):
                yield self.label(name), self.text(getattr(card, name)), None

    def function(self, number: int, function: LabourFunction) -> Iterator[Row]:
        head: str | None = self.numbered("function", number, function.text)
        for index, skill in enumerate(function.skills, 1):
            yield (
                head,
                self.numbered("skill", index, skill.text),
                f"{self.label('abilities')}:\n{self.list(skill.abilities)}",
            )
            yield None, None, f"{self.label('knowledge')}:\n{self.list(skill.knowledge)}"
            yield None, self.label("recognition"), self.structure.recognition[skill.recognition][0]
            head = None

    def numbered(self, name: str, number: int, text: Text) -> str:
        return self.structure.numbered.format(label=self.label(name), number=number, text=self.text(text))

    def list(self, texts: tuple[Text, ...]) -> str:
        return "\n".join(f"{n}. {self.text(one)}" for n, one in enumerate(texts, 1)) or "-"
