"""The list that a centre takes from the state's platform: results of the theory, numbers of documents in its register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.exams.actions.take_in_results import take_in_results
from tanym.apps.exams.models import PlatformEntry
from tanym.apps.exams.permissions import TABLE
from tanym.apps.exams.queries import centres_of
from tanym.apps.exams.sheets import open_theory
from tanym.apps.letters.addresses import page_address
from tanym.apps.organisations.permissions import may
from tanym.core.kernel.cells import day, text, whole
from tanym.core.kernel.errors import TanymError
from tanym.core.kernel.lists import Column, Fault, Kind, Row, doubles
from tanym.core.recognition.examination import Theory

_COLUMNS = {
    "case": (text(20), False, "2026-0042"),
    "theory_correct": (whole(0, 1000), False, "36"),
    "theory_questions": (whole(1, 1000), False, "50"),
    "document": (text(14), False, "7Q4K-M2XD-9F"),
    "platform_number": (text(60), False, "NQS-2026-001234"),
    "entered_on": (day(), False, "2026-11-20"),
}


def _columns() -> tuple[Column, ...]:
    return tuple(
        Column(name, f"exams.list.{name}", read, required, {"": example})
        for name, (read, required, example) in _COLUMNS.items()
    )


def may_bring_in(actor: Any, on: date) -> bool:
    """Whether somebody works at the desk of a centre."""
    return any(may(TABLE, "take_in_results", actor, on, at=one) for one in centres_of(actor, on))


def check(rows: Sequence[Row], on: date) -> Iterable[Fault]:
    """Doubles, rows that say nothing, cases that do not wait for theory, documents that stand there already."""
    yield from doubles(rows, "case")
    yield from doubles(rows, "document")
    yield from doubles(rows, "platform_number")
    cases = open_theory([row["case"] for row in rows if row["case"]])
    entries = entries_of([row["document"] for row in rows if row["document"]])
    taken = dict(
        PlatformEntry.objects.filter(number__in=[row["platform_number"] or "" for row in rows])
        .exclude(number="")
        .values_list("number", "award__number")
    )
    for row in rows:
        yield from _theory(row, cases)
        yield from _document(row, entries, taken)
        if not row["case"] and not row["document"]:
            yield Fault(row.number, "", "exams.list.names-nothing")


def entries_of(numbers: Iterable[str]) -> dict[str, PlatformEntry]:
    """What the platform is to learn of documents, by their numbers."""
    found = PlatformEntry.objects.filter(what="issued", award__number__in=list(numbers))
    return {one.award.number: one for one in found.select_related("award", "centre")}


def _theory(row: Row, cases: Mapping[str, Any]) -> Iterable[Fault]:
    given = [row[name] is not None for name in ("theory_correct", "theory_questions")]
    if not any(given):
        if row["case"] and not row["document"]:
            yield Fault(row.number, "theory_correct", "cell.empty")
        return
    if not all(given):
        missing = "theory_questions" if given[0] else "theory_correct"
        yield Fault(row.number, missing, "cell.empty")
        return
    try:
        Theory(row["theory_correct"], row["theory_questions"])
    except TanymError as wrong:
        yield Fault(row.number, "theory_correct", wrong.code, wrong.details)
    if not row["case"]:
        yield Fault(row.number, "case", "cell.empty")
    elif row["case"] not in cases:
        yield Fault(row.number, "case", "exams.list.no-such-case")


def _document(row: Row, entries: Mapping[str, PlatformEntry], taken: Mapping[str, str]) -> Iterable[Fault]:
    number = row["document"]
    if not number:
        if row["platform_number"]:
            yield Fault(row.number, "document", "cell.empty")
        return
    if not row["platform_number"]:
        yield Fault(row.number, "platform_number", "cell.empty")
    held = entries.get(number)
    if held is None:
        yield Fault(row.number, "document", "exams.list.no-such-document")
    elif held.number and held.number != row["platform_number"]:
        yield Fault(row.number, "platform_number", "exams.list.other-number", {"number": held.number})
    owner = taken.get(row["platform_number"] or "")
    if owner and owner != number:
        yield Fault(row.number, "platform_number", "exams.list.number-taken", {"document": owner})


def warn(rows: Sequence[Row], on: date) -> Iterable[Fault]:
    """What is in place already is said again: nothing changes."""
    entries = entries_of([row["document"] for row in rows if row["document"]])
    for row in rows:
        held = entries.get(row["document"] or "")
        if held is not None and held.number and held.number == row["platform_number"]:
            yield Fault(row.number, "platform_number", "exams.list.known-already", warns=True)


def write(rows: Sequence[Row], *, actor: Person, at: datetime, source: str) -> Mapping[str, int]:
    """Take in what the list says, each row by the action that a person's typing would take."""
    theory = [
        (row["case"], Theory(row["theory_correct"], row["theory_questions"]))
        for row in rows
        if row["theory_questions"]
    ]
    numbers = [
        (row["document"], row["platform_number"], row["entered_on"] or timezone.localdate(at))
        for row in rows
        if row["document"]
    ]
    return take_in_results(actor=actor, at=at, theory=theory, numbers=numbers, source=source)


KINDS = (
    Kind(
        "exam-results",
        "exams.list.results",
        "exams.about.results",
        _columns(),
        may_bring_in,
        check,
        write,
        lambda: page_address("recognition:desk"),
        warn=warn,
    ),
)
