"""Lines for the student information system: one for each decided case whose credits a registrar enters, as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.models import Organisation
from tanym.apps.recognition import reading
from tanym.apps.recognition.casefile import case_file, decision_taken
from tanym.apps.recognition.models import Attestation, RecognitionCase, StudentNumber
from tanym.apps.recognition.pinning import of
from tanym.core.kernel.localized import choose

COLUMNS = (
    "case",
    "student_number",
    "name",
    "organisation",
    "programme",
    "discipline_code",
    "discipline",
    "credits",
    "grade",
    "result",
    "basis",
    "basis_date",
    "status",
    "entered_on",
    "line",
)
"""The columns in their order; `docs/formats/transcript-lines.md` says what stands in each."""

MOST_LINES = 5_000
DUE, ENTERED = "due", "entered"
NO_GRADE = "none"
Line = Mapping[str, str]


def lines(
    organisation: Organisation, since: date | None, until: date | None, language: str
) -> list[dict[str, str]]:
    """The lines of an institution's cases that were decided in a span of days (both included), the earliest first."""
    wanted = RecognitionCase.objects.filter(organisation=organisation, decided_on__isnull=False)
    if since is not None:
        wanted = wanted.filter(decided_on__gte=since)
    if until is not None:
        wanted = wanted.filter(decided_on__lte=until)
    cases = wanted.select_related("claimant", "organisation").order_by("decided_on", "pk")[:MOST_LINES]
    return _lines([one for one in cases if is_for_registrar(one)], language)


def line_of(case: RecognitionCase, language: str) -> list[dict[str, str]]:
    """The line of one case; none where there is nothing for a registrar."""
    return _lines([case], language) if is_for_registrar(case) else []


def is_for_registrar(case: RecognitionCase) -> bool:
    """Whether the case waits for its registrar, or its credits are entered."""
    if case.credits_entered is not None:
        return True
    return of(case).procedure.stages[case.stage].waits_for == "registrar"


def written(rows: Iterable[Line], form: str) -> bytes:
    """The lines as a file: `json` is an array of flat objects, `csv` has semicolons and UTF-8 with a mark."""
    found = [{name: row[name] for name in COLUMNS} for row in rows]
    if form == "json":
        return json.dumps(found, ensure_ascii=False, indent=1).encode()
    text = io.StringIO(newline="")
    out = csv.writer(text, delimiter=";")
    out.writerow(COLUMNS)
    out.writerows([[_plain(row[name]) for name in COLUMNS] for row in found])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def number_of(person: Person, organisation: Organisation) -> str:
    """Under which number the institution's own system knows a person; empty where its registrar has not said it."""
    found = StudentNumber.objects.filter(organisation=organisation, person=person).first()
    return found.number if found else ""


def _lines(cases: list[RecognitionCase], language: str) -> list[dict[str, str]]:
    people = {one.claimant_id for one in cases}
    numbers = {
        (one.organisation_id, one.person_id): one.number
        for one in StudentNumber.objects.filter(person__in=people)
    }
    grades = {
        one.case_id: str(one.value)
        for one in Attestation.objects.filter(case__in=cases, fact="case.grade_carried")
    }
    return [
        _line(
            one,
            numbers.get((one.organisation_id, one.claimant_id), ""),
            grades.get(one.pk, NO_GRADE),
            language,
        )
        for one in cases
    ]


def _line(case: RecognitionCase, number: str, grade: str, language: str) -> dict[str, str]:
    decision = decision_taken(case)
    assert decision is not None
    target = case.target
    credits = case.credits_entered
    if credits is None:
        credits = case_file(case).credits_due or 0
    return {
        "case": case.number,
        "student_number": number,
        "name": case.claimant.name(language),
        "organisation": case.organisation.code,
        "programme": str(target.get("programme", "")),
        "discipline_code": target["code"],
        "discipline": choose(target["titles"], language)[0],
        "credits": f"{credits / 100:g}",
        "grade": grade,
        "result": str(reading.holding_content(decision)["result"]),
        "basis": decision.commission.minutes_number if decision.commission else "",
        "basis_date": case.decided_on.isoformat() if case.decided_on else "",
        "status": ENTERED if case.credits_entered is not None else DUE,
        "entered_on": case.credits_entered_on.isoformat() if case.credits_entered_on else "",
        "line": case.register_line,
    }


def _plain(cell: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell
