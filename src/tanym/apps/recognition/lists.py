"""The answer of a student information system: the lines that it gave back, each with where the credits stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from tanym.apps.accounts.models import Person
from tanym.apps.letters.addresses import page_address
from tanym.apps.organisations.permissions import may
from tanym.apps.recognition.actions.take_in_lines import Answer, take_in_lines
from tanym.apps.recognition.casefile import case_file
from tanym.apps.recognition.models import RecognitionCase, StudentNumber
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.transcript import COLUMNS, is_for_registrar
from tanym.core.kernel.cells import text
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.lists import Column, Fault, Kind, Row, doubles

_CREDITS = re.compile(r"\d{1,4}([.,]\d{1,2})?")
_EXAMPLES = {
    "case": "2026-0042",
    "student_number": "S-1042",
    "credits": "5",
    "line": "2026/2027, 1, № 118",
}


def read_credits(given: str) -> int:
    """Hundredths of credits: 5, 2.5 or 2,5. Raises `InvalidValue("recognition.line.credits-form")`."""
    if not _CREDITS.fullmatch(given):
        raise InvalidValue("recognition.line.credits-form")
    return round(float(given.replace(",", ".")) * 100)


def _columns() -> tuple[Column, ...]:
    readers: dict[str, Any] = {
        "case": text(20),
        "student_number": text(40),
        "credits": read_credits,
        "line": text(200),
    }
    return tuple(
        Column(
            name,
            f"recognition.line.{name}",
            readers.get(name) or text(),
            name == "case",
            {"": _EXAMPLES.get(name, "")},
        )
        for name in COLUMNS
    )


def may_bring_in(actor: Any, on: date) -> bool:
    """Whether somebody is a registrar anywhere."""
    return may(TABLE, "take_in_lines", actor, on)


def cases_of(rows: Sequence[Row]) -> dict[str, RecognitionCase]:
    """The cases that rows name, by number."""
    numbers = [row["case"] for row in rows if row["case"]]
    found = RecognitionCase.objects.filter(number__in=numbers, decided_on__isnull=False)
    return {one.number: one for one in found.select_related("organisation", "claimant")}


def check(rows: Sequence[Row], on: date) -> Iterable[Fault]:
    """Doubles, cases that wait for no registrar, credits or numbers that are others than here."""
    yield from doubles(rows, "case")
    cases = cases_of(rows)
    numbers = {
        (one.organisation_id, one.number): one.person_id
        for one in StudentNumber.objects.filter(number__in=[row["student_number"] or "" for row in rows])
    }
    for row in rows:
        case = cases.get(row["case"] or "")
        if row["case"] and (case is None or not is_for_registrar(case)):
            yield Fault(row.number, "case", "recognition.line.no-such-case")
        if case is None:
            continue
        yield from _line(row, case)
        owner = numbers.get((case.organisation_id, row["student_number"] or ""))
        if owner is not None and owner != case.claimant_id:
            yield Fault(row.number, "student_number", "recognition.line.number-taken")


def _line(row: Row, case: RecognitionCase) -> Iterable[Fault]:
    if case.credits_entered is not None:
        if row["line"] and row["line"] != case.register_line:
            yield Fault(row.number, "line", "recognition.line.other-line", {"line": case.register_line})
        return
    due = case_file(case).credits_due
    if row["line"] and row["credits"] is not None and row["credits"] != due:
        yield Fault(
            row.number, "credits", "recognition.line.other-credits", {"credits": f"{(due or 0) / 100:g}"}
        )


def warn(rows: Sequence[Row], on: date) -> Iterable[Fault]:
    """What changes nothing: a line that stands here already, and a case that stays open."""
    cases = cases_of(rows)
    for row in rows:
        case = cases.get(row["case"] or "")
        if case is not None and case.credits_entered is not None:
            yield Fault(row.number, "line", "recognition.line.known-already", warns=True)
        elif case is not None and not row["line"]:
            yield Fault(row.number, "line", "recognition.line.stays-open", warns=True)


def write(rows: Sequence[Row], *, actor: Person, at: datetime, source: str) -> Mapping[str, int]:
    """Confirm the credits of each case that came back with a line, and keep the numbers of its people."""
    cases = cases_of(rows)
    answers = [
        Answer(cases[row["case"]], row["line"] or "", row["student_number"] or "")
        for row in rows
        if row["case"] in cases
    ]
    return take_in_lines(actor=actor, at=at, answers=answers)


KINDS = (
    Kind(
        "transcript-lines",
        "recognition.line.list",
        "recognition.line.about",
        _columns(),
        may_bring_in,
        check,
        write,
        lambda: page_address("recognition:desk"),
        warn=warn,
    ),
)
