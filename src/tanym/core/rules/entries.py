"""The entries of a pack's files, each with its place: what a form edits one at a time, and files made of them again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.rules.pack import Files

HEAD = "pack.toml"
WHOLE = ("procedure", "commission")
"""Tables of which a file holds one; the entry is named like its kind."""
NAMED = ("source", "unit", "value", "fact", "letter", "party", "document", "clock", "stage", "criterion")
"""Tables `[kind.name]`."""
LISTED = ("rule", "adjust", "case", "step")
"""Lists of tables `[[kind]]`, named by what they hold (see `entry_name`)."""
KINDS = ("pack", *WHOLE, *NAMED, *LISTED)
REST = "file"
"""The entry for whatever else a file holds (`note`, `subject`, a table in a wrong form)."""
ORDER = "order"
"""A change of a list's order: `Place(file, ORDER, "rule")` with the names in the order wanted."""

_PLAIN = re.compile(r"[A-Za-z0-9._@\- #]+|[^A-Za-z0-9._@\- #]+")
_KEY = re.compile(r"[A-Za-z0-9._@+*-]+|!([0-9a-f]+(?:\.[0-9a-f]+)*)!")
_APART = "~"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an entry stands in a pack: `Place("design.toml", "value", "volume.highest-credits")`.

    A rule is named `MQ-08@2022-06-16` (id and first day), a step `close` and its second row `close#2`.
    """

    file: str
    kind: str
    name: str

    @property
    def key(self) -> str:
        """The place as text for an address or an anchor: `design.toml~value~volume.highest-credits`.

        Other characters than ASCII letters, digits and `.`, `_`, `-`, `@` stand as `+` (space), `*` (`#`) or
        `!431.435!` (code points in base 16), so that the text needs no quoting in a path.
        """
        return _APART.join(_quoted(part) for part in (self.file, self.kind, self.name))

    @classmethod
    def read(cls, key: str) -> Place:
        """The place of a key. Raises `NotFound("entry.unknown")` for a text that is none."""
        parts = key.split(_APART)
        if len(parts) == 3:
            try:
                place = cls(*(_unquoted(part) for part in parts))
            except ValueError:
                place = None
            if place is not None and place.key == key:
                return place
        raise NotFound("entry.unknown", key=key[:200])


Entries = Mapping[Place, object]
Changed = Mapping[Place, object | None]


def entries(files: Files) -> dict[Place, object]:
    """The content of every entry, in the order of the files. What a file holds besides stands as kind `file`."""
    return {place: content for file in files for place, content in _entries_of(file, files[file])}


def with_entries(files: Files, changed: Changed) -> Files:
    """The files with these entries in place of their old content; the order of `changed` does not matter.

    None removes an entry; a place that the files do not hold yet is added at the end of its file or list, new ones
    in the order of their places; a file that is left without entries goes. Raises `InvalidValue("entry.kind")` for a
    place that can't hold what it is given.
    """
    result = dict(files)
    for file in sorted({place.file for place in changed}):
        of_file = {place: content for place, content in changed.items() if place.file == file}
        if (content := _changed_file(file, files.get(file), of_file)) is None:
            result.pop(file, None)
        else:
            result[file] = content
    return result


def changes(before: Files, after: Files) -> dict[Place, object | None]:
    """What turns one into the other: `with_entries(before, changes(before, after)) == after`."""
    old, new = entries(before), entries(after)
    result: dict[Place, object | None] = {
        place: content for place, content in new.items() if place not in old or not same(old[place], content)
    }
    result |= {place: None for place in old if place not in new}
    made = entries(with_entries(before, result))
    for (file, kind), names in _lists(new).items():
        if names != _lists(made).get((file, kind)):
            result[Place(file, ORDER, kind)] = names
    return result


def same(one: object, other: object) -> bool:
    """Whether two contents are the same to a bundle: `1` and `true` differ although Python takes them for equal."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(content, other[name]) for name, content in one.items())
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    return type(one) is type(other) and one == other


def entry_name(kind: str, content: object) -> str:
    """The name of an entry of a list, from what it holds; "" where this can't be told."""
    table = content if isinstance(content, Mapping) else {}
    if kind in ("rule", "adjust"):
        name, since = _text(table.get("id" if kind == "rule" else "rule")), table.get("since")
        return f"{name}@{since.isoformat()}" if isinstance(since, date) else name
    return _text(table.get("do" if kind == "step" else "name"))


def _entries_of(file: str, table: Mapping[str, Any]) -> Iterator[tuple[Place, object]]:
    if file == HEAD:
        yield Place(file, "pack", "pack"), table
        return
    rest: dict[str, object] = {}
    for kind, content in table.items():
        found = tuple(_entries_in(kind, content))
        rest |= {} if found else {kind: content}
        yield from ((Place(file, kind, name), one) for name, one in found)
    if rest or not table:
        yield Place(file, REST, REST), rest


def _entries_in(kind: str, content: object) -> Iterator[tuple[str, object]]:
    if kind in WHOLE and isinstance(content, Mapping):
        yield kind, content
    elif kind in NAMED and isinstance(content, Mapping):
        yield from content.items()
    elif kind in LISTED and isinstance(content, list | tuple):
        taken: set[str] = set()
        for one in content:
            name = _free(entry_name(kind, one), taken)
            taken.add(name)
            yield name, one


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name}#{number}" in taken:
        number += 1
    return f"{name}#{number}"


def _changed_file(file: str, table: Mapping[str, Any] | None, changed: Changed) -> dict[str, Any] | None:
    held = dict(_entries_of(file, table)) if table is not None else {}
    orders = {place.name: names for place, names in changed.items() if place.kind == ORDER}
    for place in sorted(place for place in changed if place.kind != ORDER):
        content = changed[place]
        if content is None:
            held.pop(place, None)
        else:
            held[place] = content
    return _assembled(file, held, orders) if held else None


def _assembled(file: str, held: Entries, orders: Mapping[str, object | None]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    lists: dict[str, dict[str, object]] = {}
    for place, content in held.items():
        if place.kind in LISTED and file != HEAD:
            lists.setdefault(place.kind, {})[place.name] = content
            result[place.kind] = ()
        elif place.kind in NAMED and file != HEAD:
            result.setdefault(place.kind, {})[place.name] = content
        elif not isinstance(content, Mapping) or not _alone(file, place):
            raise InvalidValue("entry.kind", key=place.key)
        elif place.kind in WHOLE:
            result[place.kind] = content
        else:
            result = {**content, **result}
    for kind, by_name in lists.items():
        result[kind] = _ordered(by_name, orders.get(kind))
    return result


def _alone(file: str, place: Place) -> bool:
    """Whether the place is one of which its file has just one, under its one name."""
    if file == HEAD:
        return (place.kind, place.name) == ("pack", "pack")
    return place.kind in (*WHOLE, REST) and place.name == place.kind


def _ordered(by_name: Mapping[str, object], names: object | None) -> list[object]:
    if not isinstance(names, Sequence) or isinstance(names, str):
        return list(by_name.values())
    wanted = [name for name in dict.fromkeys(names) if name in by_name]
    return [by_name[name] for name in (*wanted, *(name for name in by_name if name not in wanted))]


def _lists(found: Entries) -> dict[tuple[str, str], list[str]]:
    result: dict[tuple[str, str], list[str]] = {}
    for place in found:
        if place.kind in LISTED:
            result.setdefault((place.file, place.kind), []).append(place.name)
    return result


def _text(found: object) -> str:
    return found if isinstance(found, str) else ""


def _quoted(part: str) -> str:
    return "".join(
        run.replace(" ", "+").replace("#", "*")
        if run[0].isascii() and (run[0].isalnum() or run[0] in "._@- #")
        else "!" + ".".join(f"{ord(one):x}" for one in run) + "!"
        for run in _PLAIN.findall(part)
    )


def _unquoted(part: str) -> str:
    runs = list(_KEY.finditer(part))
    if "".join(run[0] for run in runs) != part:
        raise ValueError(part)
    text = "".join(
        "".join(chr(int(one, 16)) for one in run[1].split("."))
        if run[1]
        else run[0].replace("+", " ").replace("*", "#")
        for run in runs
    )
    text.encode()  # `UnicodeError` is a `ValueError`: half a character is none
    return text
