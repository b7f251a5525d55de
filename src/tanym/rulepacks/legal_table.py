"""A pack as a lawyer reads it: numbered paragraphs in sections, each with its sources and a stable name for comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tanym.core.rules import Pack, Stack
from tanym.core.rules.entries import Place, entries
from tanym.rulepacks.entry_words import CitedSource
from tanym.rulepacks.legal_entries import Sentence, paragraph_of, title_of
from tanym.rulepacks.legal_procedures import in_order_of_the_way, procedure_paragraph, procedure_title
from tanym.rulepacks.words import core_words

LAST = ("letter", "fact", "source", "case", "file")
"""Kinds that follow after rules and procedures, each as a section of its own."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One entry of a pack in words. `key` stays the same whatever else is added: comments hang on it, not on `number`."""

    place: Place
    number: str
    section: str
    title: str
    sentences: tuple[Sentence, ...]
    citations: tuple[CitedSource, ...]

    @property
    def key(self) -> str:
        return self.place.key

    @property
    def text(self) -> str:
        """All sentences in one."""
        return " ".join(one.text for one in self.sentences)

    @property
    def every_citation(self) -> tuple[CitedSource, ...]:
        """Its own citations and those of its lines, none twice."""
        found = (*self.citations, *(cite for one in self.sentences for cite in one.citations))
        return tuple(dict.fromkeys(found))

    @property
    def unread(self) -> bool:
        """Whether nobody has read any of its sources: it must then be shown as "not read", never as a norm."""
        return bool(self.every_citation) and all(one.unread for one in self.every_citation)


def legal_table(pack: Pack, stack: Stack, language: str, on: date) -> tuple[Paragraph, ...]:
    """Every entry of the pack, in sections: about it, numbers and rules by subject, procedures, letters, sources, cases.

    `stack` gives the words and numbers of what the entries name; a draft that can't be resolved is read in the stack of
    what is in force. `on` marks the lines that hold on that day. Faulty entries are shown as they stand.
    """
    result: list[Paragraph] = []
    for number, (section, places) in enumerate(_sections(pack, stack, language), start=1):
        for position, (place, content) in enumerate(places, start=1):
            make = procedure_paragraph if place.file.endswith(".procedure.toml") else paragraph_of
            sentences, cites = make(pack, stack, place, content, language, on)
            name = procedure_title if place.file.endswith(".procedure.toml") else title_of
            title = name(pack, stack, place, content, language)
            result.append(Paragraph(place, f"{number}.{position}", section, title, sentences, cites))
    return tuple(result)


Entry = tuple[Place, object]


def _sections(pack: Pack, stack: Stack, language: str) -> Iterator[tuple[str, list[Entry]]]:
    found = list(entries(pack.files).items())
    say = core_words().say
    head = [one for one in found if one[0].kind == "pack"]
    if head:
        yield say("legal.section.head", language), head
    files = sorted({place.file for place, _ in found})
    for file in files:
        of_file = [one for one in found if one[0].file == file]
        subject = [one for one in of_file if one[0].kind in ("unit", "value", "rule", "adjust")]
        if subject:
            yield _subject_title(subject, language), sorted(subject, key=_kind)
    for file in (one for one in files if one.endswith(".procedure.toml")):
        of_file = [one for one in found if one[0].file == file and one[0].kind not in LAST]
        if of_file:
            title = procedure_title(
                pack, stack, Place(file, "procedure", "procedure"), dict(of_file), language
            )
            yield say("legal.section.procedure", language, name=title), in_order_of_the_way(of_file)
    for kind in LAST:
        rest = [one for one in found if one[0].kind == kind and (kind != "file" or one[1])]
        if rest:
            yield say(f"legal.section.{kind}", language), rest


def _subject_title(found: Iterable[Entry], language: str) -> str:
    """A file of rules is called by what its rules concern; one of numbers only is a list of numbers."""
    say = core_words().say
    binds = [
        str(content["binds"])
        for place, content in found
        if place.kind == "rule" and isinstance(content, Mapping) and "binds" in content
    ]
    if binds:
        subjects = ", ".join(
            say(f"binds.{one}", language) if f"binds.{one}" in core_words() else one
            for one in dict.fromkeys(binds)
        )
        return say("legal.section.subject", language, subject=subjects)
    kinds = {place.kind for place, _ in found}
    return say("legal.section.adjust" if kinds == {"adjust"} else "legal.section.value", language)


def _kind(entry: Entry) -> int:
    return ("unit", "value", "rule", "adjust").index(entry[0].kind)
