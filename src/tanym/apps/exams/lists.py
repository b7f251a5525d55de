"""The list that a centre takes from the state's platform: theory, numbers of documents, documents decided there alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.marked_numbers import SECRET, read_marked
from tanym.apps.accounts.models import Person
from tanym.apps.exams.actions.take_in_documents import take_in_documents
from tanym.apps.exams.actions.take_in_results import take_in_results
from tanym.apps.exams.own_lines import agreeing, annuls, entries_of, matched, numbers_of_documents, places
from tanym.apps.exams.permissions import TABLE
from tanym.apps.exams.queries import centres_of
from tanym.apps.exams.register_lines import (
    complete,
    is_of_register,
    known_otherwise,
    registered,
    says_anything,
)
from tanym.apps.exams.sheets import open_theory
from tanym.apps.letters.addresses import page_address
from tanym.apps.organisations.permissions import may
from tanym.core.kernel.cells import choice, day, text, whole
from tanym.core.kernel.errors import TanymError
from tanym.core.kernel.lists import Column, Fault, Kind, Row, doubles
from tanym.core.recognition.examination import Theory

_THEORY = {
    "case": (text(20), "2026-0042"),
    "theory_correct": (whole(0, 1000), "36"),
    "theory_questions": (whole(1, 1000), "50"),
}
_DOCUMENT = {
    "act": (choice("issued", "annulled", of="exams.entry"), "issued"),
    "document": (text(14), "7Q4K-M2XD-9F"),
    "candidate_kk": (text(200), ""),
    "candidate_ru": (text(200), ""),
    "candidate_passport": (text(200), ""),
    "profession_code": (text(100), ""),
    "profession_kk": (text(300), ""),
    "profession_ru": (text(300), ""),
    "scope": (choice("qualification", "skill", of="register-document.kind"), ""),
    "skills_kk": (text(), ""),
    "skills_ru": (text(), ""),
    "decided_on": (day(), ""),
    "issued_on": (day(), ""),
    "valid_until": (day(), ""),
    "centre": (text(200), ""),
    "platform_number": (text(60), "NQS-2026-001234"),
    "iin": (read_marked, ""),
    "entered_on": (day(), "2026-11-20"),
}
"""Every column of the file that is made for the platform, and what the platform adds to it."""


def _columns() -> tuple[Column, ...]:
    return tuple(
        Column(
            name,
            f"exams.list.{name}",
            read,
            example={"": example},
            secret=SECRET if name == "iin" else None,
        )
        for name, (read, example) in {**_THEORY, **_DOCUMENT}.items()
    )


def may_bring_in(actor: Any, on: date) -> bool:
    """Whether somebody works at the desk of a centre."""
    return any(may(TABLE, "take_in_results", actor, on, at=one) for one in centres_of(actor, on))


def check(rows: Sequence[Row], on: date) -> Iterable[Fault]:
    """Doubles, rows that say nothing, cases that do not wait for theory, documents that stand there already."""
    yield from _doubles(rows)
    cases = open_theory([row["case"] for row in rows if row["case"]])
    entries = entries_of([row["document"] for row in rows if row["document"]])
    taken = numbers_of_documents(rows)
    for row in rows:
        yield from _theory(row, cases)
        if row["document"]:
            yield from _document(row, entries, taken)
        elif is_of_register(row):
            yield from complete(row, on)
        elif says_anything(row):
            yield Fault(row.number, "document" if row["platform_number"] else "platform_number", "cell.empty")
        elif not row["case"]:
            yield Fault(row.number, "", "exams.list.names-nothing")


def check_as(rows: Sequence[Row], on: date, actor: Any) -> Iterable[Fault]:
    """What the list says otherwise than the centre's own decisions, or than what was taken in before."""
    own = places(actor, on)
    entries = entries_of([row["document"] for row in rows if row["document"]])
    for row in rows:
        entry = entries.get(row["document"] or "")
        if entry is not None and entry.centre_id not in own:
            yield Fault(row.number, "document", "exams.list.no-such-document")
        elif entry is not None:
            yield from agreeing(row, entry)
    meant = matched(rows, own)
    yield from meant.faults
    yield from known_otherwise([row for row in rows if row.number not in meant.documents], own, on)


def _doubles(rows: Sequence[Row]) -> Iterable[Fault]:
    """A document may be issued in one line and annulled in another; nothing else stands twice."""
    yield from doubles(rows, "case")
    for same in ([row for row in rows if annuls(row)], [row for row in rows if not annuls(row)]):
        for column in ("document", "platform_number"):
            yield from doubles(same, column)


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


def _document(row: Row, entries: Mapping[str, Any], taken: Mapping[str, str]) -> Iterable[Fault]:
    number, held = row["document"], entries.get(row["document"])
    given = row["platform_number"] or ""
    if held is None:
        yield Fault(row.number, "document", "exams.list.no-such-document")
    elif held.number and given and held.number != given:
        yield Fault(row.number, "platform_number", "exams.list.other-number", {"number": held.number})
    owner = taken.get(given)
    if owner and owner != number:
        yield Fault(row.number, "platform_number", "exams.list.number-taken", {"document": owner})


def warn(rows: Sequence[Row], on: date) -> Iterable[Fault]:
    """What is in place already is said again, and what is not numbered yet: nothing changes."""
    entries = entries_of([row["document"] for row in rows if row["document"]])
    for row in rows:
        held = entries.get(row["document"] or "")
        if held is None or annuls(row):
            continue
        if not row["platform_number"]:
            yield Fault(row.number, "platform_number", "exams.list.no-number-yet", warns=True)
        elif held.number == row["platform_number"]:
            yield Fault(row.number, "platform_number", "exams.list.known-already", warns=True)


def reads(row: Row, on: date) -> tuple[str, Mapping[str, object]] | None:
    """How a line is understood: by what stands in it alone, never by whom it concerns."""
    if row["document"]:
        return ("exams.list.read.annulled" if annuls(row) else "exams.list.read.own", {})
    if is_of_register(row):
        return ("exams.list.read.annulled" if annuls(row) else "exams.list.read.register", {})
    return ("exams.list.read.theory", {}) if row["case"] else None


def write(
    rows: Sequence[Row], *, actor: Person, at: datetime, source: str, digest: str = ""
) -> Mapping[str, int]:
    """Take in what the list says, each row by the action that a person's typing would take."""
    today = timezone.localdate(at)
    found = matched(rows, places(actor, today)).documents
    theory = [
        (row["case"], Theory(row["theory_correct"], row["theory_questions"]))
        for row in rows
        if row["theory_questions"]
    ]
    own = [(row, row["document"] or found.get(row.number)) for row in rows]
    numbers = [
        (document, row["platform_number"], row["entered_on"] or today)
        for row, document in own
        if document and row["platform_number"] and not annuls(row)
    ]
    annulled = [(document, _day(row, today)) for row, document in own if document and annuls(row)]
    elsewhere = [row for row, document in own if not document and is_of_register(row)]
    made = dict(
        take_in_results(actor=actor, at=at, theory=theory, numbers=numbers, annulled=annulled, source=source)
    )
    return made | take_in_documents(
        actor=actor,
        at=at,
        documents=[registered(row, today) for row in elsewhere if not annuls(row)],
        annulled=[(row["platform_number"], _day(row, today)) for row in elsewhere if annuls(row)],
        source=source,
        digest=digest,
    )


def _day(row: Row, today: date) -> date:
    """The day of an annulment: in our own file it stands where the day of issue would."""
    return row["issued_on"] or row["entered_on"] or today


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
        check_as=check_as,
        reads=reads,
        traced=True,
    ),
)
