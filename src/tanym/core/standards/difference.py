"""The difference between two editions of a standard, framework or profession, part by part.

Parts are recognised by what they say, not by where they stand: a skill that moved is no new skill. What was reworded
is paired with the most alike text; what has no pair was added or removed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from difflib import SequenceMatcher
from typing import Any

from tanym.core.standards.framework import Column, Descriptor, FrameworkLevel
from tanym.core.standards.parts import says_the_same
from tanym.core.standards.standard import ProfessionCard

ALIKE = 0.6
"""From this likeness on (0 to 1) two texts count as one that was reworded."""

NAMES: Mapping[str, str] = {
    "cards": "card", "functions": "function", "skills": "skill", "abilities": "ability", "knowledge": "knowledge",
    "other_titles": "other-title", "terms": "term", "abbreviations": "abbreviation", "annex": "chapter",
    "levels": "level", "descriptors": "descriptor", "columns": "column", "correspondences": "correspondence",
}  # fmt: skip

KEYS: Mapping[type, tuple[str, ...]] = {
    ProfessionCard: ("group_code",),
    FrameworkLevel: ("number", "sublevel"),
    Descriptor: ("column",),
    Column: ("id",),
}
"""By what parts are told apart that have a name of their own; all others by their words."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: `kind` (added, removed, changed, moved), `what` (skill, level, purpose …), where, and the values.

    `within` are the texts of the parts that it stands in, outermost first; `before` and `after` a text by language,
    or a plain value.
    """

    kind: str
    what: str
    within: tuple[Mapping[str, str], ...]
    before: Any = None
    after: Any = None

    @property
    def code(self) -> str:
        """The code whose sentence says it."""
        return f"standard.difference.{self.kind}"

    @property
    def part(self) -> str:
        """The code whose sentence names the part."""
        return f"standard.part.{self.what.replace('_', '-').strip('-')}"


def difference(before: Any, after: Any) -> tuple[Difference, ...]:
    """Everything that differs, in the order of the later edition; empty exactly where both are equal.

    Texts that say the same, in more or in fewer languages, are told once for all.
    """
    found = list(_compare(before, after, ()))
    translated = [one for one in found if _only_translated(one)]
    told = [one for one in found if not _only_translated(one)]
    if translated:
        before, after = (
            ", ".join(sorted({name for one in translated for name in getattr(one, side)}))
            for side in ("before", "after")
        )
        told.append(Difference("changed", "languages", (), before, after))
    return tuple(told)


def _only_translated(one: Difference) -> bool:
    if one.kind != "changed" or not (isinstance(one.before, Mapping) and isinstance(one.after, Mapping)):
        return False
    return one.before.keys() != one.after.keys() and says_the_same(one.before, one.after)


def _compare(before: Any, after: Any, within: tuple[Mapping[str, str], ...]) -> Iterator[Difference]:
    for member in fields(after):
        old, new = getattr(before, member.name), getattr(after, member.name)
        if isinstance(new, tuple):
            yield from _lists(NAMES[member.name], old, new, within)
        elif old != new:
            yield Difference("changed", member.name, within, old, new)


def _lists(
    what: str, before: Sequence[Any], after: Sequence[Any], within: tuple[Mapping[str, str], ...]
) -> Iterator[Difference]:
    pairs = _pairs(before, after)
    for j, new in enumerate(after):
        i = pairs.get(j)
        if i is None:
            yield Difference("added", what, within, None, _label(new))
        elif is_dataclass(new) and not isinstance(new, type):
            yield from _compare(before[i], new, (*within, _text(_label(new))))
        elif before[i] != new:
            yield Difference("changed", what, within, before[i], new)
    kept = set(pairs.values())
    for i, old in enumerate(before):
        if i not in kept:
            yield Difference("removed", what, within, _label(old), None)
    places = sorted(pairs)
    for j, unmoved in zip(places, sorted(kept), strict=True):
        if pairs[j] != unmoved:
            yield Difference("moved", what, within, _label(after[j]), _label(after[j]))


def _pairs(before: Sequence[Any], after: Sequence[Any]) -> dict[int, int]:
    """Later place → earlier place of the same part: by key, by the same words, then by likeness, best first."""
    pairs: dict[int, int] = {}
    free = list(range(len(before)))
    for same in (lambda a, b: a == b, _same):
        for j, new in enumerate(after):
            found = next((i for i in free if j not in pairs and same(before[i], new)), None)
            if found is not None:
                pairs[j] = found
                free.remove(found)
    rated = sorted(
        (
            (_likeness(_label(before[i]), _label(new)), -j, -i)
            for j, new in enumerate(after)
            if j not in pairs
            for i in free
        ),
        reverse=True,
    )
    for likeness, j, i in rated:
        if likeness >= ALIKE and -j not in pairs and -i in free:
            pairs[-j] = -i
            free.remove(-i)
    return pairs


def _same(one: Any, other: Any) -> bool:
    if key := KEYS.get(type(one)):
        return all(getattr(one, name) == getattr(other, name) for name in key)
    return says_the_same(_text(_label(one)), _text(_label(other)))


def _label(value: Any) -> Any:
    """What a part is called: its text or title, else its number or code."""
    if isinstance(value, Mapping):
        return value
    for name in ("title", "name", "names", "column", "text"):
        if hasattr(value, name):
            return getattr(value, name)
    if hasattr(value, "framework"):
        return f"{value.level} → {value.framework} {value.other}"
    return str(getattr(value, "number", ""))


def _text(label: Any) -> Mapping[str, str]:
    return label if isinstance(label, Mapping) else {"en": str(label)}


def _likeness(one: Any, other: Any) -> float:
    left, right = _text(one), _text(other)
    shared = left.keys() & right.keys()
    return max((SequenceMatcher(None, left[name], right[name]).ratio() for name in shared), default=0.0)
