"""The state's platform stays the official register: what goes to it in one file once, and what an annulment adds."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook

from tanym.apps.accounts.models import Person
from tanym.apps.exams.models import PlatformEntry, Transfer
from tanym.apps.exams.queries import entry_of
from tanym.core.kernel.localized import choose

COLUMNS = (
    "act",
    "document",
    "candidate_kk",
    "candidate_ru",
    "candidate_passport",
    "profession_code",
    "profession_kk",
    "profession_ru",
    "scope",
    "skills_kk",
    "skills_ru",
    "decided_on",
    "issued_on",
    "valid_until",
    "centre",
    "platform_number",
)
"""The columns of a file for the platform. Its own form (Order 391) was not read: a centre copies from these.

The same file comes back with the numbers of the register filled in (`lists.KINDS` reads every column of it)."""

NUMBER = "iin"
"""One column more where a centre says that the platform asks for it; whether it does was not read [U]."""

FORMS: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def follow_annulment(*, actor: Person, at: datetime, award: Any) -> None:
    """A document of an exam that is annulled is annulled in the register, too (law 14-VIII, art. 6, 26)."""
    issued = PlatformEntry.objects.filter(award=award, what="issued").first()
    if issued is not None:
        PlatformEntry.objects.get_or_create(
            award=award, what="annulled", defaults={"centre": issued.centre, "due_since": at}
        )


def row(entry: PlatformEntry) -> dict[str, str]:
    """One line of the file: the document, whose it is, what it recognises. No identity number is in it."""
    award, record = entry.award, entry.award.record
    said, names = record["recognition"], record["holder"]["name"]
    profession = said.get("programme", {})
    skills = [one["text"] for one in record.get("outcomes", ())]

    def listed(language: str) -> str:
        return "; ".join(choose(text, language)[0] for text in skills)

    return {
        "act": entry.what,
        "document": award.number,
        "candidate_kk": names.get("kk", ""),
        "candidate_ru": names.get("ru", ""),
        "candidate_passport": names.get("passport", ""),
        "profession_code": said.get("discipline_code", ""),
        "profession_kk": choose(profession, "kk")[0],
        "profession_ru": choose(profession, "ru")[0],
        "scope": award.kind,
        "skills_kk": listed("kk"),
        "skills_ru": listed("ru"),
        "decided_on": said.get("decided_on", ""),
        "issued_on": (award.annulled_on if entry.what == "annulled" else award.conferred_on).isoformat(),
        "valid_until": str(record.get("valid_until", ""))[:10],
        "centre": entry.centre.code,
        "platform_number": entry.number or _number_of_issued(entry),
    }


def _number_of_issued(entry: PlatformEntry) -> str:
    """Under which number a document that is annulled stands in the register; empty for any other entry."""
    issued = entry_of(entry.award) if entry.what == "annulled" else None
    return issued.number if issued else ""


def written(transfer: Transfer, form: str, numbers: Mapping[str, str] | None = None) -> bytes:
    """The file in one of its forms; the same bytes of CSV and JSON each time.

    With `numbers` (document → personal number) it has one column more; it is made for whoever fetches it and kept nowhere.
    """
    rows, columns = transfer.rows, COLUMNS
    if numbers is not None:
        rows, columns = (
            [one | {NUMBER: numbers.get(one["document"], "")} for one in rows],
            (*COLUMNS, NUMBER),
        )
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1).encode()
    if form == "xlsx":
        return _workbook(rows, columns)
    text = io.StringIO(newline="")
    lines = csv.writer(text, delimiter=";")
    lines.writerow(columns)
    lines.writerows([[_plain(one.get(name, "")) for name in columns] for one in rows])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _plain(cell: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell


def _workbook(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("results")
    sheet.append(list(columns))
    for one in rows:
        sheet.append([_plain(one.get(name, "")) for name in columns])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
