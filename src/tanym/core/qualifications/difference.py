"""What differs between two versions of a design, member by member, and which words of a text were changed."""

from __future__ import annotations

import re
import types
import typing
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache
from typing import Any

from tanym.core.qualifications.design import (
    Attestation,
    Covering,
    Design,
    NeedEvidence,
    OutcomeLevel,
    OutcomeLink,
    StackTarget,
    Text,
)

KEYS: Mapping[type, tuple[str, ...]] = {
    Covering: ("outcome",),
    OutcomeLevel: ("code",),
    OutcomeLink: ("scheme", "target"),
    NeedEvidence: ("source",),
    StackTarget: ("body", "discipline"),
    Attestation: ("fact",),
}
"""By what the parts of a list are told apart; those with an `id` by that."""

_WORDS = re.compile(r"\s+|[^\s]+")
_ABSENT: Any = object()


class Kind(StrEnum):
    """What happened to a member."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REWORDED = "reworded"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `place` names the member (`outcomes.text`), `numbers` the parts of lists on the way, from 1.

    A part is numbered as in the newer version, one that was removed as in the older. `language` is that of a text, `key`
    that of a table (`contact` of the workload). `before` and `after` are the member; None where there is none.
    """

    place: str
    kind: Kind
    before: Any
    after: Any
    numbers: tuple[tuple[str, int], ...] = ()
    language: str = ""
    key: str = ""


class Mark(StrEnum):
    """Whether words stand in both texts or in one of them."""

    SAME = "same"
    TAKEN = "taken"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a text that was changed, with the spaces around them."""

    mark: Mark
    text: str


def difference(before: Design, after: Design) -> tuple[Change, ...]:
    """Every difference between two designs, in the order of the document; empty only for equal designs.

    Parts of lists are paired by what names them (`KEYS`), not by their place; another order is a change of its own
    (`Kind.MOVED`), so that a moved outcome is not read as a new one.
    """
    return tuple(_parts(Design, before, after, "", ()))


def marked(before: str, after: str) -> tuple[Words, ...]:
    """Both texts as one, with the words taken away and those put in: the words without `GIVEN` make the older text
    again, those without `TAKEN` the newer one."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    result: list[Words] = []
    taken, given = "", ""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = "".join(old[i1:i2])
        if tag == "equal" and (same.strip() or not (taken or given)):
            result += _changed(taken, given)
            result.append(Words(Mark.SAME, same))
            taken, given = "", ""
        else:  # a space between two changed words goes with them, so that a phrase is marked as one
            taken, given = taken + same, given + "".join(new[j1:j2])
    return (*result, *_changed(taken, given))


def _changed(taken: str, given: str) -> list[Words]:
    end = len(taken) - len(taken.rstrip()) if taken.strip() and given.strip() else 0
    common = taken[len(taken) - end :] if end and given.endswith(taken[len(taken) - end :]) else ""
    if common:
        taken, given = taken[: -len(common)], given[: -len(common)]
    parts = [Words(mark, text) for mark, text in ((Mark.TAKEN, taken), (Mark.GIVEN, given)) if text]
    return [*parts, Words(Mark.SAME, common)] if common else parts


def places() -> tuple[str, ...]:
    """Every place that a change may name: what needs a word in each language."""
    return tuple(dict.fromkeys(_places(Design, "")))


def _places(cls: Any, above: str) -> Iterator[str]:
    naming = _naming(cls) if above else ()
    for name, hint in _members(cls).items():
        if name in naming:  # what parts are told apart by never changes: another name is another part
            continue
        place = f"{above}{name}"
        part = _part(hint)
        if part is None or _listed(hint):
            yield place
        if part is not None:
            yield from _places(part, f"{place}.")


def _parts(
    cls: Any, before: Any, after: Any, above: str, numbers: tuple[tuple[str, int], ...]
) -> Iterator[Change]:
    for name, hint in _members(cls).items():
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        place, part = f"{above}{name}", _part(hint)
        if hint == Text:
            yield from _texts(place, old, new, numbers)
        elif part is not None and _listed(hint):
            yield from _list_of_parts(part, old, new, place, numbers)
        elif part is not None:
            yield from _parts(part, old, new, f"{place}.", numbers)
        elif typing.get_origin(hint) is Mapping:
            yield from _table(place, old, new, numbers)
        elif _listed(hint):
            yield from _list(place, old, new, numbers)
        else:
            yield _leaf(place, old, new, numbers)


def _leaf(place: str, old: Any, new: Any, numbers: tuple[tuple[str, int], ...], **more: str) -> Change:
    kind = Kind.ADDED if old is None else Kind.REMOVED if new is None else Kind.CHANGED
    return Change(place, kind, old, new, numbers, **more)


def _texts(place: str, old: Text, new: Text, numbers: tuple[tuple[str, int], ...]) -> Iterator[Change]:
    for language in sorted({*old, *new}):
        then, now = old.get(language), new.get(language)
        if then != now:
            kind = Kind.ADDED if then is None else Kind.REMOVED if now is None else Kind.REWORDED
            yield Change(place, kind, then, now, numbers, language=language)


def _table(
    place: str, old: Mapping[str, Any], new: Mapping[str, Any], numbers: tuple[tuple[str, int], ...]
) -> Iterator[Change]:
    for key in sorted({*old, *new}):
        if old.get(key, _ABSENT) != new.get(key, _ABSENT):
            yield _leaf(place, old.get(key), new.get(key), numbers, key=key)


def _list(
    place: str, old: tuple[Any, ...], new: tuple[Any, ...], numbers: tuple[tuple[str, int], ...]
) -> Iterator[Change]:
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    for one in gone.elements():
        yield Change(place, Kind.REMOVED, one, None, numbers)
    for one in come.elements():
        yield Change(place, Kind.ADDED, None, one, numbers)
    if not gone and not come:
        yield Change(place, Kind.MOVED, old, new, numbers)


def _list_of_parts(
    cls: type,
    old: tuple[Any, ...],
    new: tuple[Any, ...],
    place: str,
    numbers: tuple[tuple[str, int], ...],
) -> Iterator[Change]:
    olds, news = _named(cls, old), _named(cls, new)
    positions = {key: n for n, key in enumerate(news, 1)}
    for n, (key, one) in enumerate(olds.items(), 1):
        if key not in news:
            yield Change(place, Kind.REMOVED, one, None, (*numbers, (place, n)))
    for key, one in news.items():
        at = (*numbers, (place, positions[key]))
        if key not in olds:
            yield Change(place, Kind.ADDED, None, one, at)
        elif one != olds[key]:
            yield from _parts(cls, olds[key], one, f"{place}.", at)
    kept_old, kept_new = [key for key in olds if key in news], [key for key in news if key in olds]
    if kept_old != kept_new:
        yield Change(place, Kind.MOVED, old, new, numbers)


def _named(cls: type, parts: Sequence[Any]) -> dict[Hashable, Any]:
    """The parts by what tells them apart; of two alike the second is told apart by its count."""
    names = _naming(cls)
    seen: Counter[Hashable] = Counter()
    result: dict[Hashable, Any] = {}
    for one in parts:
        key = tuple(getattr(one, name) for name in names)
        seen[key] += 1
        result[(key, seen[key])] = one
    return result


def _naming(cls: Any) -> tuple[str, ...]:
    return KEYS.get(cls, ("id",))


@cache
def _members(cls: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    return {one.name: hints[one.name] for one in fields(cls)}


def _listed(hint: Any) -> bool:
    return typing.get_origin(hint) is tuple


def _part(hint: Any) -> Any:
    """The dataclass that a member holds, alone or in a list; None for anything else."""
    if _listed(hint):
        hint = typing.get_args(hint)[0]
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return None
    return hint if is_dataclass(hint) else None
