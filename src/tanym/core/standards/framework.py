"""A framework of qualifications: levels, each described column by column, and which levels of others they answer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tanym.core.kernel.faults import Fault
from tanym.core.kernel.reading import IDENTIFIER, LONG, UNITS, InvalidDocument, read, write
from tanym.core.standards.standard import LEVELS, Text

KINDS = ("national", "sectoral", "regional")
STANDINGS = ("referenced", "indicative")


@dataclass(frozen=True, slots=True)
class Column:
    """What a descriptor speaks of: knowledge, skills, responsibility."""

    id: str = field(metadata=IDENTIFIER)
    names: Text


@dataclass(frozen=True, slots=True)
class Descriptor:
    """What a level asks in one column."""

    column: str = field(metadata=IDENTIFIER)
    text: Text


@dataclass(frozen=True, slots=True)
class FrameworkLevel:
    """One level; `education` says which schooling usually leads there, where the framework says it."""

    number: int
    descriptors: tuple[Descriptor, ...] = ()
    sublevel: str | None = None
    education: Text = field(default_factory=dict)

    def descriptor(self, column: str) -> Text:
        """The words of a column; none where the framework is silent."""
        return next((one.text for one in self.descriptors if one.column == column), {})


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Which level of another framework a level answers to: `referenced` only where a report says it, and which."""

    level: int
    framework: str = field(metadata=IDENTIFIER)
    other: int
    standing: str
    source: str | None = field(default=None, metadata=LONG)


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework (`kind`: national, sectoral with its `sector`, regional)."""

    code: str = field(metadata=IDENTIFIER)
    titles: Text
    kind: str
    sector: str | None = None
    about: Text = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    levels: tuple[FrameworkLevel, ...] = ()
    correspondences: tuple[Correspondence, ...] = ()

    def answers_to(self, level: int) -> tuple[Correspondence, ...]:
        """The levels of other frameworks that a level answers to."""
        return tuple(one for one in self.correspondences if one.level == level)


def parse_framework(document: Mapping[str, Any]) -> Framework:
    """The framework that a JSON or TOML document holds. Raises `InvalidDocument` (`standard.invalid`)."""
    framework, faults = read(Framework, document, prefix="standard", units=UNITS)
    if framework is not None:
        faults = tuple(framework_contradictions(framework))
    if framework is None or faults:
        raise InvalidDocument("standard.invalid", faults)
    return framework


def framework_document(framework: Framework) -> dict[str, Any]:
    """The JSON document of a framework; `parse_framework(framework_document(f)) == f`."""
    written: dict[str, Any] = write(framework)
    return written


def framework_contradictions(framework: Framework) -> Iterator[Fault]:
    """What the form allows and the meaning does not: a level twice or undescribed, a reference without its source."""
    if framework.kind not in KINDS:
        yield Fault("standard.unknown-code", "kind", {"found": framework.kind})
    if not framework.levels:
        yield Fault("standard.missing-member", "levels", {"found": "levels"})
    columns = [one.id for one in framework.columns]
    seen: set[tuple[int, str | None]] = set()
    for i, level in enumerate(framework.levels):
        at = f"levels[{i}]"
        if level.number not in LEVELS:
            yield Fault("standard.not-a-level", f"{at}.number", {"found": level.number})
        if (level.number, level.sublevel) in seen:
            yield Fault("standard.twice", f"{at}.number", {"found": level.number})
        seen.add((level.number, level.sublevel))
        described = [one.column for one in level.descriptors]
        for column in columns:
            if described.count(column) != 1:
                code = "standard.twice" if column in described else "standard.missing-member"
                yield Fault(code, f"{at}.descriptors", {"found": column})
        for j, column in enumerate(described):
            if column not in columns:
                yield Fault("standard.unknown-code", f"{at}.descriptors[{j}].column", {"found": column})
    numbers = {level.number for level in framework.levels}
    for i, one in enumerate(framework.correspondences):
        if one.standing not in STANDINGS:
            yield Fault("standard.unknown-code", f"correspondences[{i}].standing", {"found": one.standing})
        if one.level not in numbers or one.other not in LEVELS:
            yield Fault("standard.not-a-level", f"correspondences[{i}].level", {"found": one.level})
        if one.standing == "referenced" and not one.source:
            yield Fault("standard.unsourced", f"correspondences[{i}].source", {"found": one.framework})
