"""The parts of a standard by their lasting paths: `c1.f2.s1` is the first skill of the second function of the first card.

A path is the anchor on the page, the item of the flat list and the end of a link from a learning outcome.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from tanym.core.kernel.errors import NotFound
from tanym.core.standards.standard import LabourFunction, OccupationalStandard, ProfessionCard, Skill, Text

MARKS: Mapping[str, str] = {
    "cards": "c", "functions": "f", "skills": "s", "abilities": "a", "knowledge": "k", "other_titles": "n",
    "terms": "t", "abbreviations": "b", "annex": "x",
    "levels": "l", "descriptors": "d", "columns": "o", "correspondences": "r",
}  # fmt: skip
"""The letter of each list of parts."""

PATH = re.compile(r"[a-z][1-9][0-9]{0,2}(\.[a-z][1-9][0-9]{0,2})*")
_TARGET = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]{0,99})/([1-9][0-9]{0,5})/([a-z0-9.]{2,60})")


@dataclass(frozen=True, slots=True)
class Part:
    """A part with its path, what it is (`card`, `function`, `skill`, `ability`, `knowledge`) and what it belongs to."""

    path: str
    kind: str
    text: Text
    card: ProfessionCard
    function: LabourFunction | None = None
    skill: Skill | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What a link of a learning outcome names: the part of one edition of a standard. Written `CODE/2/c1.f2.s1`."""

    standard: str
    edition: int
    path: str

    def __str__(self) -> str:
        return f"{self.standard}/{self.edition}/{self.path}"


def read_target(text: str) -> Target | None:
    """The target that a link names; None for a number or address that the register doesn't keep."""
    found = _TARGET.fullmatch(text)
    if found is None or not PATH.fullmatch(found[3]):
        return None
    return Target(found[1], int(found[2]), found[3])


def parts(standard: OccupationalStandard) -> Iterator[Part]:
    """Every part of the cards, in order."""
    for c, card in enumerate(standard.cards, 1):
        yield Part(f"c{c}", "card", card.title, card)
        for f, function in enumerate(card.functions, 1):
            yield Part(f"c{c}.f{f}", "function", function.text, card, function)
            for s, skill in enumerate(function.skills, 1):
                path = f"c{c}.f{f}.s{s}"
                yield Part(path, "skill", skill.text, card, function, skill)
                for mark, kind, texts in (
                    ("a", "ability", skill.abilities),
                    ("k", "knowledge", skill.knowledge),
                ):
                    for n, text in enumerate(texts, 1):
                        yield Part(f"{path}.{mark}{n}", kind, text, card, function, skill)


def part(standard: OccupationalStandard, path: str) -> Part:
    """The part at a path. Raises `NotFound("standard.part-unknown")`."""
    found = next((one for one in parts(standard) if one.path == path), None)
    if found is None:
        raise NotFound("standard.part-unknown", path=path)
    return found


def same_part(standard: OccupationalStandard, wanted: Part) -> Part | None:
    """The part of another edition that says the same as `wanted`, at the same path or elsewhere; None: it is gone."""
    alike = [
        one for one in parts(standard) if one.kind == wanted.kind and says_the_same(one.text, wanted.text)
    ]
    return next((one for one in alike if one.path == wanted.path), alike[0] if alike else None)


def says_the_same(one: Text, other: Text) -> bool:
    """Whether two texts agree in every language that both have, and share at least one."""
    shared = one.keys() & other.keys()
    return bool(shared) and all(one[language] == other[language] for language in shared)


def place_of(path: str) -> str:
    """The place in the document, as faults name it, as an item of the flat list: `cards[0].functions[1]` → `c1.f2`."""
    steps = re.findall(r"([a-z_]+)\[(\d+)\]", path)
    return ".".join(f"{MARKS[name]}{int(index) + 1}" for name, index in steps if name in MARKS)


def lists_of(value: Any) -> Mapping[str, str]:
    """Letter → member, for the lists of parts that a dataclass has."""
    return {MARKS[one.name]: one.name for one in fields(value) if one.name in MARKS}
