"""Maps: which member of a foreign record says which member of a design, written as data.

title = "…"                      # whose records these are
[[member]]
to = "titles.it"                 # place in the design
read = ["title"]                 # places in the record, parts joined by "/", the first that says something counts
[[member]]
to = "outcomes"                  # a text split into outcomes; `languages` says the language of each place
read = ["texts/eng/Outcomes", "texts/ita/Outcomes"]
languages = ["en", "it"]
split = "sentences"              # sentences | lines | items
[[member]]
to = "bodies.awarding"
is = "University of …"           # a constant: the map's author says so
[[member]]
to = "languages"
read = ["language"]
values = { Italiano = "it" }     # the record's word to ours; other words are silence
unless = ["-"]                   # what the record writes when it says nothing
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tanym.core.kernel.faults import Fault
from tanym.core.kernel.reading import LANGUAGE, LONGEST_LIST, InvalidDocument
from tanym.core.qualifications.records.plain import line, said, words

SPLITS: Mapping[str, re.Pattern[str]] = {
    "sentences": re.compile(r"(?<=[.!?…;])\s+(?=\S)"),
    "lines": re.compile(r"\s*\n\s*"),
    "items": re.compile(r"\s*(?:\n|;|•|(?<=\s)[-–—](?=\s))\s*"),
}
LISTS = frozenset({"outcomes", "assessments", "languages"})
MEMBERS = frozenset({"to", "read", "languages", "split", "is", "values", "types", "unless"})
NUMBERS = frozenset({"credits", "ects", "volume"})
FEWEST_LETTERS = 12
"""A piece shorter than this is no outcome but a scrap of splitting."""


@dataclass(frozen=True, slots=True)
class MapMember:
    """One line of a map; see the module's words."""

    to: str
    read: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    split: str | None = None
    constant: Any = None
    values: Mapping[str, Any] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Map:
    """How the records of one source are read."""

    title: str
    members: tuple[MapMember, ...]

    def document(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The design document that a record says; what it does not say is not there."""
        result: dict[str, Any] = {}
        for member in self.members:
            value = _read(member, record)
            if value is not None and value not in ("", [], {}):
                _put(result, member.to.split("."), value)
        return result


def read_map(document: Mapping[str, Any]) -> Map:
    """The map that a TOML file holds. Raises `InvalidDocument` (`map.invalid`) with every fault and its place."""
    faults: list[Fault] = []
    members = []
    for name in sorted(set(document) - {"title", "note", "member"}):
        faults.append(Fault("map.unknown-member", name, {"found": name}))
    listed = document.get("member")
    if not isinstance(listed, list) or not listed:
        faults.append(Fault("map.no-members", "member"))
    else:
        members = [_member(one, f"member[{i}]", faults) for i, one in enumerate(listed[:LONGEST_LIST])]
    if faults:
        raise InvalidDocument("map.invalid", tuple(faults))
    return Map(line(document.get("title")), tuple(members))


def _member(table: object, place: str, faults: list[Fault]) -> MapMember:
    if not isinstance(table, Mapping):
        faults.append(Fault("map.wrong-type", place))
        return MapMember("")
    for name in sorted(set(table) - MEMBERS):
        faults.append(Fault("map.unknown-member", f"{place}.{name}", {"found": name}))
    to, split = table.get("to"), table.get("split")
    if not isinstance(to, str) or not to:
        faults.append(Fault("map.wrong-type", f"{place}.to"))
    if split is not None and split not in SPLITS:
        faults.append(Fault("map.wrong-type", f"{place}.split", {"found": str(split)}))
    read, languages, unless = (
        _texts(table.get(name), f"{place}.{name}", faults) for name in ("read", "languages", "unless")
    )
    values, kinds = (_table(table.get(name), f"{place}.{name}", faults) for name in ("values", "types"))
    if not read and "is" not in table:
        faults.append(Fault("map.nothing-to-read", place))
    if any(not LANGUAGE.fullmatch(language) for language in languages) or (
        languages and len(languages) != len(read)
    ):
        faults.append(Fault("map.languages", f"{place}.languages"))
    return MapMember(str(to), read, languages, split, table.get("is"), values, kinds, unless)


def _texts(value: object, place: str, faults: list[Fault]) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    faults.append(Fault("map.wrong-type", place))
    return ()


def _table(value: object, place: str, faults: list[Fault]) -> Mapping[str, Any]:
    if value is None or isinstance(value, Mapping):
        return {name: one for name, one in (value or {}).items() if isinstance(name, str)}
    faults.append(Fault("map.wrong-type", place))
    return {}


def _read(member: MapMember, record: Mapping[str, Any]) -> Any:
    if member.constant is not None:
        return member.constant
    for i, place in enumerate(member.read):
        found = at(record, place)
        text = (
            words(str(found))
            if isinstance(found, str | int | float | Decimal) and not isinstance(found, bool)
            else ""
        )
        if text and text not in member.unless:
            return _written(member, text, member.languages[i] if member.languages else "und")
    return None


def _written(member: MapMember, text: str, language: str) -> Any:
    if member.to == "outcomes":
        return [
            {"id": f"lo-{number}", "text": {language: piece}}
            for number, piece in enumerate(_pieces(member, text), 1)
        ]
    if member.to == "assessments":
        return _assessments(member, text, language)
    if member.values:
        value = member.values.get(text)
        return [value] if value is not None and member.to in LISTS else value
    return [line(text)] if member.to in LISTS else text


def _pieces(member: MapMember, text: str) -> list[str]:
    pieces = SPLITS[member.split].split(text) if member.split else [text]
    return [piece for piece in map(str.strip, pieces) if len(piece) >= FEWEST_LETTERS][:LONGEST_LIST]


def _assessments(member: MapMember, text: str, language: str) -> list[dict[str, Any]]:
    """One assessment for each type whose phrase the text holds; without any, one whose type is not said."""
    folded = text.casefold()
    found = sorted({str(kind) for phrase, kind in member.types.items() if phrase.casefold() in folded})
    return [
        said({"id": f"assessment-{number}", "type": kind, "title": {language: text}})
        for number, kind in enumerate(found or [None], 1)
    ]


def at(record: Any, place: str) -> Any:
    """What stands at a place of a record; None where nothing does. Parts are joined by "/", lists are counted from 0."""
    for part in place.split("/"):
        if isinstance(record, Mapping):
            record = record.get(part)
        elif isinstance(record, list) and part.isdecimal() and len(part) < 6 and int(part) < len(record):
            record = record[int(part)]
        else:
            return None
    return record


def _put(document: dict[str, Any], path: list[str], value: Any) -> None:
    for part in path[:-1]:
        document = document.setdefault(part, {})
    document.setdefault(path[-1], value)
