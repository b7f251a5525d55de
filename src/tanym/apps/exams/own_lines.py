"""Lines of the platform's file on documents issued here: which one is meant, and whether the line agrees with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tanym.apps.accounts.marked_numbers import given_marks
from tanym.apps.exams.models import PlatformEntry
from tanym.apps.exams.platform import row as line_of
from tanym.apps.exams.queries import centres_of
from tanym.apps.exams.target import reference
from tanym.core.kernel.lists import Fault, Row

COMPARED = ("profession_code", "scope", "decided_on", "issued_on", "valid_until")
"""What a line says of a document and the decision here says, too."""


def annuls(row: Row) -> bool:
    """Whether a line says that a document was annulled."""
    return bool(row["act"] == "annulled")


def places(actor: Any, on: date) -> dict[int, Any]:
    """The centres at whose desk somebody works, by primary key."""
    return {one.pk: one for one in centres_of(actor, on)}


def entries_of(numbers: Iterable[str]) -> dict[str, PlatformEntry]:
    """What the platform is to learn of documents, by their numbers."""
    found = PlatformEntry.objects.filter(what="issued", award__number__in=list(numbers))
    return {one.award.number: one for one in found.select_related("award__person", "centre")}


def numbers_of_documents(rows: Sequence[Row]) -> dict[str, str]:
    """Numbers of the register in these rows that documents of this platform have, with the document of each."""
    given = [row["platform_number"] for row in rows if row["platform_number"]]
    return dict(
        PlatformEntry.objects.filter(number__in=given, what="issued").values_list("number", "award__number")
    )


def agreeing(row: Row, entry: PlatformEntry) -> Iterator[Fault]:
    """Each cell that contradicts the decision here: it is shown, and the decision stays.

    A document that the register has annulled and nobody has here is worth a look: the centre decides on it.
    """
    held = line_of(entry)
    if annuls(row):
        annulled = PlatformEntry.objects.filter(award=entry.award, what="annulled").first()
        if annulled is None:
            yield Fault(row.number, "act", "exams.list.in-force-here", warns=True)
        held = line_of(annulled) if annulled else held | {"issued_on": ""}
    for name in COMPARED:
        if row[name] and held[name] and str(row[name]) != held[name]:
            here = f"register-document.kind.{held[name]}" if name == "scope" else held[name]
            yield Fault(row.number, name, "exams.list.otherwise-here", {"here": here})
    centre = {entry.centre.code, *entry.centre.names.values()}
    if row["centre"] and row["centre"] not in centre:
        yield Fault(row.number, "centre", "exams.list.otherwise-here", {"here": entry.centre.code})
    marks = given_marks(entry.award.person) if row["iin"] else ()
    if marks and not set(marks) & set(row["iin"].marks):
        yield Fault(row.number, "iin", "exams.list.other-person")


@dataclass(frozen=True, slots=True)
class Matched:
    """Lines that name no document of ours and mean one: number of the row → document; and where more than one fits."""

    documents: Mapping[int, str]
    faults: tuple[Fault, ...]


def matched(rows: Sequence[Row], centres: Collection[int]) -> Matched:
    """By the number of the register; else by the holder's number, profession and scope among what waits for a number."""
    by_number = {
        one.number: one
        for one in PlatformEntry.objects.filter(
            what="issued",
            centre__in=centres,
            number__in=[row["platform_number"] for row in rows if row["platform_number"]],
        ).select_related("award__person", "centre")
    }
    found: dict[int, str] = {}
    faults: list[Fault] = []
    named = {row["document"] for row in rows if row["document"]}
    for row in rows:
        if row["document"] or not row["platform_number"]:
            continue
        entry = by_number.get(row["platform_number"])
        fitting = (
            [entry] if entry else [one for one in _fitting(row, centres) if one.award.number not in named]
        )
        if entry and not annuls(row):
            faults.append(Fault(row.number, "platform_number", "exams.list.known-already", warns=True))
        if len(fitting) == 1:
            found[row.number] = fitting[0].award.number
            named.add(fitting[0].award.number)
            faults += agreeing(row, fitting[0])
        elif fitting:
            faults.append(Fault(row.number, "document", "exams.list.more-than-one"))
    return Matched(found, tuple(faults))


def _fitting(row: Row, centres: Collection[int]) -> Iterator[PlatformEntry]:
    """Documents without a number of the register that could be the one of a line."""
    if not (row["iin"] and row["profession_code"] and row["scope"]) or annuls(row):
        return
    waiting = PlatformEntry.objects.filter(
        what="issued",
        centre__in=centres,
        number="",
        award__of=reference(row["profession_code"]),
        award__kind=row["scope"],
        award__person__identity__mark__in=row["iin"].marks,
    )
    yield from waiting.select_related("award__person", "centre")
