"""An occupational standard: profession cards → labour functions → skills → abilities and knowledge.

The members follow the structure of the professional standards that Kazakhstan's ministries approve (law on
professional qualifications No. 14-VIII, art. 5 and 20; the structure itself as seen in one published standard).
Texts by language are mappings `{"kk": …, "ru": …, "en": …}`; a mapping without entries means that there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tanym.core.kernel.faults import Fault
from tanym.core.kernel.reading import IDENTIFIER, UNITS, InvalidDocument, read, write

Text = Mapping[str, str]

PROVIDED, NOT_PROVIDED, NOT_REQUIRED = "yes", "no", "not-required"
RECOGNITIONS = (PROVIDED, NOT_PROVIDED, NOT_REQUIRED)
"""What a standard writes of the recognition of one skill by itself; only `yes` opens article 20."""

MANDATORY, ADDITIONAL = "mandatory", "additional"
LEVELS = range(1, 9)


@dataclass(frozen=True, slots=True)
class Skill:
    """A whole professional task, with the single actions and the knowledge that it takes."""

    text: Text
    recognition: str
    abilities: tuple[Text, ...] = ()
    knowledge: tuple[Text, ...] = ()

    @property
    def recognisable(self) -> bool:
        """Whether the standard provides for recognising this skill by itself (art. 20)."""
        return self.recognition == PROVIDED


@dataclass(frozen=True, slots=True)
class LabourFunction:
    """A labour function (`kind`: mandatory, additional)."""

    text: Text
    kind: str
    skills: tuple[Skill, ...] = ()


@dataclass(frozen=True, slots=True)
class ProfessionCard:
    """One profession of a standard; `level` is that of the sectoral framework, 1 to 8.

    `personal`, `regulations` and `related` stand on some published cards; they were not in the part that was read.
    """

    group_code: str
    title: Text
    level: int
    occupation_code: str | None = None
    sublevel: str | None = None
    tariff: Text = field(default_factory=dict)
    education_level: Text = field(default_factory=dict)
    speciality: Text = field(default_factory=dict)
    qualification: Text = field(default_factory=dict)
    experience: Text = field(default_factory=dict)
    nonformal: Text = field(default_factory=dict)  # which results of non-formal, informal learning count
    other_titles: tuple[Text, ...] = ()
    purpose: Text = field(default_factory=dict)
    functions: tuple[LabourFunction, ...] = ()
    personal: Text = field(default_factory=dict)
    regulations: Text = field(default_factory=dict)
    related: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Term:
    """A term or an abbreviation, and what the standard means by it."""

    name: Text
    meaning: Text


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter that is kept as it stands: nothing in the platform reads it."""

    title: Text
    text: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OccupationalStandard:
    """A professional standard: general provisions, passport, profession cards, and what else stands in it.

    `section` to `subclass` place it in the classifier of economic activities, code and words as written.
    """

    code: str = field(metadata=IDENTIFIER)
    name: Text
    description: Text = field(default_factory=dict)
    section: Text = field(default_factory=dict)
    division: Text = field(default_factory=dict)
    group: Text = field(default_factory=dict)
    class_: Text = field(default_factory=dict)
    subclass: Text = field(default_factory=dict)
    preface: Text = field(default_factory=dict)  # what stands before the first chapter
    scope: Text = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    abbreviations: tuple[Term, ...] = ()
    cards: tuple[ProfessionCard, ...] = ()
    annex: tuple[Chapter, ...] = ()


def parse(document: Mapping[str, Any]) -> OccupationalStandard:
    """The standard that a JSON or TOML document holds.

    Raises `InvalidDocument` (code `standard.invalid`) whose `faults` name the code and the place of each fault.
    """
    standard, faults = read(OccupationalStandard, document, prefix="standard", units=UNITS)
    if standard is not None:
        faults = tuple(contradictions(standard))
    if standard is None or faults:
        raise InvalidDocument("standard.invalid", faults)
    return standard


def document(standard: OccupationalStandard) -> dict[str, Any]:
    """The JSON document of a standard; `parse(document(s)) == s`."""
    written: dict[str, Any] = write(standard)
    return written


def contradictions(standard: OccupationalStandard) -> Iterator[Fault]:
    """What the form allows and the meaning does not: empty parts, unknown codes, a level that no framework has."""
    if not standard.name:
        yield _lacking("name")
    if not standard.cards:
        yield _lacking("cards")
    for i, card in enumerate(standard.cards):
        at = f"cards[{i}]"
        if card.level not in LEVELS:
            yield Fault("standard.not-a-level", f"{at}.level", {"found": card.level})
        if not card.title:
            yield _lacking(f"{at}.title")
        if not card.functions:
            yield _lacking(f"{at}.functions")
        for j, function in enumerate(card.functions):
            yield from _in_function(function, f"{at}.functions[{j}]")


def _in_function(function: LabourFunction, at: str) -> Iterator[Fault]:
    if function.kind not in (MANDATORY, ADDITIONAL):
        yield Fault("standard.unknown-code", f"{at}.kind", {"found": function.kind})
    for member in ("text", "skills"):
        if not getattr(function, member):
            yield _lacking(f"{at}.{member}")
    for k, skill in enumerate(function.skills):
        place = f"{at}.skills[{k}]"
        if skill.recognition not in RECOGNITIONS:
            yield Fault("standard.unknown-code", f"{place}.recognition", {"found": skill.recognition})
        for member in ("text", "abilities", "knowledge"):
            if not getattr(skill, member):
                yield _lacking(f"{place}.{member}")


def _lacking(place: str) -> Fault:
    return Fault("standard.missing-member", place, {"found": place.rpartition(".")[2]})
