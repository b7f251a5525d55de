"""A list of awards, made up: people with and without an account who reached a micro-qualification of Kokzhar."""

from __future__ import annotations

import csv
import io
from typing import Any

from openpyxl import Workbook

from tanym.apps.imports.awards.kind import kind_of
from tanym.apps.imports.reading import heading_of
from tanym.apps.qualifications.models import Version

Cells = dict[str, Any]
GIVEN = (
    "Aigerim",
    "Nurbolat",
    "Dinara",
    "Sergei",
    "Zhuldyz",
    "Olzhas",
    "Madiyar",
    "Kamshat",
    "Yerlan",
    "Botagoz",
)
FAMILY = ("Omirbek", "Kassym", "Zhaqsylyq", "Petrov", "Tulegen", "Amankeldi", "Serikbol", "Abdrakhman")


def people(version: Version, count: int, on: str = "2026-11-14") -> list[Cells]:
    """So many rows in which all is right, no two people alike."""
    outcomes = [one.name for one in kind_of(version).columns if one.name.startswith("outcome-")]
    return [_somebody(number, outcomes, on) for number in range(count)]


def _somebody(number: int, outcomes: list[str], on: str) -> Cells:
    letters = "".join(
        "BDFGKLMNPR"[int(digit)] + "AO"[place % 2] for place, digit in enumerate(f"{number:04d}")
    )
    family = f"{FAMILY[number % len(FAMILY)]} {letters}ULY".upper()
    return {
        "person_kk": f"Әйгерім Өмірбекқызы {letters}",
        "person_passport": f"{family} {GIVEN[number % len(GIVEN)].upper()}",
        "email": f"learner-{number}@people.example",
        "language": "kk",
        "assessed_on": on,
        "identity": "жеке куәлік тексерілді",
        "assessors": "omar",
        "relation": "none",
        "reasons": "Практикалық тапсырма, № 14 хаттама",
        "group": "ДТ-26-1",
        **{name: 70 + (number + place) % 25 for place, name in enumerate(outcomes)},
    }


def as_workbook(version: Version, rows: list[Cells], language: str = "kk") -> bytes:
    """The rows as XLSX under the headings of the template."""
    columns = kind_of(version).columns
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([heading_of(one, language) for one in columns])
    for row in rows:
        sheet.append([row.get(one.name) for one in columns])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(version: Version, rows: list[Cells]) -> bytes:
    """The rows as CSV under the names of the columns."""
    out = io.StringIO()
    writer = csv.DictWriter(out, [one.name for one in kind_of(version).columns], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")
