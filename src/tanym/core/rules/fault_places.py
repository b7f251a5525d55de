"""At which entry a fault stands, so that a form shows it beside what caused it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tanym.core.kernel.faults import Fault
from tanym.core.rules.entries import LISTED, Place, entries
from tanym.core.rules.pack import Files

Located = tuple[tuple[Fault, Place | None], ...]


def located(faults: Iterable[Fault], pack: str, files: Files) -> Located:
    """Each fault with the entry of the pack that it speaks of; None where it speaks of none of its entries.

    Places of faults are texts (`"kz: rule MQ-06 must 1"`); of several versions of a rule the newest is taken.
    """
    labels = dict(_labels(files))
    return tuple((fault, _place(fault.place.removeprefix(f"{pack}: "), labels)) for fault in faults)


def whole_label(place: Place) -> str:
    """The text by which a fault may name any entry, of several versions of a rule just this one."""
    return f"{place.file} {place.kind} {place.name}"


def _place(text: str, labels: Mapping[str, Place]) -> Place | None:
    for end in range(len(text), 0, -1):
        if (end == len(text) or text[end] in " ,") and (found := labels.get(text[:end])):
            return found
    return None


def _labels(files: Files) -> Iterator[tuple[str, Place]]:
    """Every way in which a checker names an entry."""
    numbers: dict[tuple[str, str], int] = {}
    for place, content in entries(files).items():
        file, kind = place.file, place.kind
        number = numbers[file, kind] = numbers.get((file, kind), 0) + 1
        table: Mapping[str, Any] = content if isinstance(content, Mapping) else {}
        yield whole_label(place), place
        if kind in ("pack", "file"):
            yield file, place
        elif kind in ("rule", "adjust"):
            name = table.get("id" if kind == "rule" else "rule")
            yield from ((text, place) for text in (f"{kind} {name}", f"{file} {kind} {name}"))
        elif kind == "letter":
            yield from (
                (text, place) for text in (f"letters, letter {place.name}", f"{file} letter {place.name}")
            )
        elif kind == "case":
            yield f"{file} case {table.get('name')}", place
        elif kind in ("source", "unit", "value", "fact"):
            yield from ((text, place) for text in (f"{kind} {place.name}", f"{file} {kind} {place.name}"))
        else:
            yield from ((text, place) for text in _of_procedure(place, table, number, files[file]))
        if kind in LISTED:
            yield f"{file} {kind} {number}", place


def _of_procedure(
    place: Place, table: Mapping[str, Any], number: int, content: Mapping[str, Any]
) -> Iterator[str]:
    head = content.get("procedure")
    name = head.get("id") if isinstance(head, Mapping) else None
    for whole in (f"procedure {name}", place.file):
        if place.kind == "procedure":
            yield from (whole, f"{whole}, procedure")
        elif place.kind == "commission":
            yield f"{whole}, commission"
        elif place.kind == "step":
            yield from (f"{whole}, step {number} {table.get('do')}", f"{whole}, step {number}")
        else:
            yield f"{whole}, {place.kind} {place.name}"
