"""A country that comes in a day: 103 institutions and their staff, made up, as a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Any

from openpyxl import Workbook

HEADINGS = (
    "code",
    "type",
    "name_kk",
    "name_ru",
    "name_en",
    "bin",
    "city_kk",
    "city_ru",
    "city_en",
    "web",
    "person_kk",
    "person_ru",
    "person_passport",
    "email",
    "roles",
    "language",
)
WORDS = (
    "Ұйым коды",
    "Вид организации",
    "Name in Kazakh",
    "НАЗВАНИЕ НА РУССКОМ",
    *HEADINGS[4:],
)
"""Headings as people write them: in three languages, and by their plain names."""
MANY = 103
Cells = dict[str, str]


def country() -> list[Cells]:
    """103 institutions, each with an administrator and an author, in the second row of each without its own data."""
    rows = []
    for number in range(1, MANY + 1):
        code = f"place-{number}"
        rows.append(
            {
                "code": code,
                "type": ("университет", "колледж", "college")[number % 3],
                "name_kk": f"№ {number} оқу орны",
                "name_ru": f"Учебное заведение № {number}",
                "name_en": f"Place of learning no. {number}",
                "bin": f"99009001{number:04d}",
                "city_kk": "Қостанай",
                "city_ru": "Костанай",
                "city_en": "Kostanay",
                "web": f"{code}.example",
                **_somebody(number, "administrator"),
                "roles": "ұйым әкімшісі; автор" if number % 2 else "administrator",
            }
        )
        rows.append({"code": code, **_somebody(number + MANY, "author")})
    return rows


def _somebody(number: int, role: str) -> Cells:
    return {
        "person_kk": "Әйгерім Өмірбекқызы",
        "person_ru": "Айгерим Омирбеккызы",
        "person_passport": "Omirbekkyzy Aigerim",
        "email": f"somebody-{number}@people.example",
        "roles": role,
        "language": "kk",
    }


def as_workbook(rows: list[Cells], headings: tuple[str, ...] = WORDS, **cells: Any) -> bytes:
    """The rows as XLSX; `cells` are written over them afterwards (`F3="=1+1"`)."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(headings))
    for row in rows:
        sheet.append([row.get(name) for name in HEADINGS])
    for place, value in cells.items():
        sheet[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(rows: list[Cells], encoding: str = "utf-8-sig") -> bytes:
    """The rows as CSV with semicolons."""
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADINGS, delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)
