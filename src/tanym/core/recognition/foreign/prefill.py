"""Fills lines of elements and criteria from a document that was read and checked: the words, their source, their day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tanym.core.credentials.evaluation import Criterion, Element, Row, Said, Sheet, Source
from tanym.core.recognition.foreign import findings
from tanym.core.recognition.foreign.findings import Part

_NAMED: Mapping[str, str] = {
    Criterion.QUALITY: "quality-assurance",
    Criterion.OUTCOMES: "learning-outcomes",
}
_ELEMENTS: Mapping[str, str] = {Element.OUTCOMES: "learning-outcomes"}
_SOURCES: Mapping[Source, findings.Source] = {
    Source.AWARD: findings.Source.DOCUMENT,
    Source.REGISTER: findings.Source.REGISTER,
    Source.CHECK: findings.Source.CHECK,
}


@dataclass(frozen=True, slots=True)
class Line:
    """What a document says for one line; how it rates is left to the evaluator."""

    part: Part
    name: str
    said: tuple[Said, ...]
    source: findings.Source
    on: date


def filled(sheet: Sheet, read_on: date) -> tuple[Line, ...]:
    """The lines for which the sheet of a document has something to say; the rest are for the evaluator.

    What a document says is dated by the day of its award, a check by the day on which it was made.
    """
    outcomes = next((row.said for row in sheet.criteria if row.name == Criterion.OUTCOMES), ())
    return (
        *_lines(Part.ELEMENTS, sheet.elements, _ELEMENTS, read_on, outcomes),
        *_lines(Part.CRITERIA, sheet.criteria, _NAMED, read_on, outcomes),
    )


def _lines(
    part: Part, rows: Iterable[Row], named: Mapping[str, str], read_on: date, outcomes: tuple[Said, ...]
) -> Iterator[Line]:
    for row in rows:
        if not row.available or row.source is None:
            continue
        name = named.get(row.name, str(row.name))
        said = outcomes if name == "learning-outcomes" else row.said  # "see the outcomes" helps nobody here
        yield Line(part, name, said, _SOURCES[row.source], row.on or read_on)
