"""A standard or a framework as a flat list, one line a statement: item, member, value, kk, ru, en. It is what a spreadsheet brings.

The item is a path (`c1.f2.s1.a3`), empty for the standard itself; the member is its name in the document; what has no
language stands under `value`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeVar, get_args, get_type_hints

from tanym.core.kernel.faults import Fault
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.kernel.reading import UNITS, read
from tanym.core.standards.framework import Framework, framework_contradictions
from tanym.core.standards.parts import MARKS, PATH, lists_of, place_of
from tanym.core.standards.standard import OccupationalStandard, contradictions

COLUMNS = ("item", "member", "value", *LANGUAGES)
WHOLE = "text"
"""The member of an item that is nothing but a text (an ability, a piece of knowledge, another title)."""


Listed = TypeVar("Listed", OccupationalStandard, Framework)


def write_flat(content: OccupationalStandard | Framework) -> list[dict[str, str]]:
    """The lines of a standard or framework; `read_flat(write_flat(s), type(s))[0] == s`."""
    return list(_lines(content, ""))


def _lines(value: Any, item: str) -> Iterator[dict[str, str]]:
    if isinstance(value, Mapping):
        yield _line(item, WHOLE, texts=value)
        return
    children = []
    for one in fields(value):
        inner = getattr(value, one.name)
        if isinstance(inner, tuple):
            children.append((MARKS[one.name], inner))
        elif isinstance(inner, Mapping):
            if inner:
                yield _line(item, one.name, texts=inner)
        elif inner is not None:
            yield _line(item, one.name, value=str(inner))
    for mark, inner in children:
        for number, child in enumerate(inner, 1):
            yield from _lines(child, f"{item}.{mark}{number}" if item else f"{mark}{number}")


def _line(item: str, member: str, value: str = "", texts: Mapping[str, str] | None = None) -> dict[str, str]:
    return {
        "item": item, "member": member, "value": value,
        **{language: (texts or {}).get(language, "") for language in LANGUAGES},
    }  # fmt: skip


@dataclass(slots=True)
class _Node:
    """What the lines say of one item, with the number of its first line."""

    line: int
    said: dict[str, Any]
    children: dict[str, dict[int, _Node]]


def read_flat(
    lines: Sequence[Mapping[str, str]], of: type[Listed], first: int = 2
) -> tuple[Listed | None, tuple[Fault, ...]]:
    """The standard or framework that the lines hold, and every fault with its line (`row`) and column.

    `first` is the number of the first line as a person sees it, under the line of headings. Nothing is dropped: what
    can't be placed is a fault.
    """
    reading = _Reading()
    for row, line in enumerate(lines, first):
        if any(str(line.get(column) or "").strip() for column in COLUMNS):
            reading.take(row, {column: str(line.get(column) or "").strip() for column in COLUMNS})
    document = reading.document(reading.root, of, "")
    if reading.faults:
        return None, tuple(reading.faults)
    content, faults = read(of, document, prefix="standard", units=UNITS)
    if isinstance(content, OccupationalStandard):
        faults = tuple(contradictions(content))
    elif isinstance(content, Framework):
        faults = tuple(framework_contradictions(content))
    placed = tuple(reading.placed(one) for one in faults)
    return (None if placed else content), placed


class _Reading:
    """One reading of a flat list; collects faults instead of stopping at the first."""

    def __init__(self) -> None:
        self.root = _Node(1, {}, {})
        self.rows: dict[tuple[str, str], int] = {}
        self.begun: dict[str, int] = {}  # the first line of each item
        self.faults: list[Fault] = []

    def fault(self, code: str, row: int, column: str, found: object) -> None:
        details = {"row": row, "column": column, "found": str(found)[:200]}
        self.faults.append(Fault(code, f"row {row}, {column}", details))

    def placed(self, fault: Fault) -> Fault:
        """A fault of the document, with the line that caused it."""
        item, member = place_of(fault.place), re.sub(r".*[.\]]", "", fault.place)
        row = self.rows.get((item, member)) or self.begun.get(item, 1)
        return Fault(fault.code, f"row {row}, {member}", {**fault.details, "row": row, "column": member})

    def take(self, row: int, line: Mapping[str, str]) -> None:
        item, member = line["item"], line["member"]
        if item and not PATH.fullmatch(item):
            self.fault("standard.item-form", row, "item", item)
            return
        if not member:
            self.fault("standard.missing-member", row, "member", "member")
            return
        if (item, member) in self.rows:
            self.fault("standard.twice", row, "member", f"{item} {member}".strip())
            return
        self.rows[item, member] = row
        self.begun.setdefault(item, row)
        texts = {language: line[language] for language in LANGUAGES if line[language]}
        if bool(line["value"]) == bool(texts):
            code = "standard.value-and-words" if texts else "standard.empty-value"
            self.fault(code, row, "value", member)
            return
        self.node(item, row).said[member] = line["value"] or texts

    def node(self, item: str, row: int) -> _Node:
        node = self.root
        for step in item.split(".") if item else ():
            node = node.children.setdefault(step[0], {}).setdefault(int(step[1:]), _Node(row, {}, {}))
        return node

    def document(self, node: _Node, cls: Any, item: str) -> dict[str, Any]:
        """The document of a part, for the codec to read: here names, letters and numbers are looked at."""
        hints = get_type_hints(cls)
        lists = lists_of(cls)
        written: dict[str, Any] = {}
        for member, value in node.said.items():
            row = self.rows[item, member]
            if member not in hints or member in MARKS:
                self.fault("standard.unknown-member", row, "member", member)
            elif hints[member] is int:
                if not (isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 4):
                    self.fault("standard.no-number", row, "value", value)
                else:
                    written[member] = int(value)
            elif isinstance(value, str) != (hints[member] in (str, str | None)):
                self.fault("standard.wrong-column", row, "value", member)
            else:
                written[member] = value
        for mark, children in node.children.items():
            if mark not in lists:
                self.fault("standard.item-form", min(one.line for one in children.values()), "item", mark)
                continue
            name = lists[mark]
            inner = get_args(hints[name])[0]
            written[name] = [
                self.child(children[n], inner, item, mark, n) for n in self.counted(children, mark)
            ]
        return written

    def counted(self, children: Mapping[int, _Node], mark: str) -> list[int]:
        numbers = sorted(children)
        for place, number in enumerate(numbers, 1):
            if place != number:
                self.fault("standard.item-missing", children[number].line, "item", f"{mark}{place}")
                break
        return numbers

    def child(self, node: _Node, cls: Any, above: str, mark: str, number: int) -> Any:
        item = f"{above}.{mark}{number}" if above else f"{mark}{number}"
        if is_dataclass(cls):
            return self.document(node, cls, item)
        for step, children in node.children.items():
            self.fault(
                "standard.item-form", min(one.line for one in children.values()), "item", f"{item}.{step}"
            )
        for member in node.said.keys() - {WHOLE}:
            self.fault("standard.unknown-member", self.rows[item, member], "member", member)
        text = node.said.get(WHOLE)
        if not isinstance(text, dict):
            self.fault("standard.wrong-column", node.line, "value", item)
            return {}
        return text
