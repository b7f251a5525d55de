"""Columns that lists of register entries share."""

from __future__ import annotations

from tanym.apps.imports.choices import one_of
from tanym.core.kernel import cells
from tanym.core.kernel.lists import Column, Row
from tanym.core.kernel.localized import LANGUAGES

SECTORS, ACTIVITIES = cells.codes(one_of("word.sector")), cells.codes(one_of("word.activity"))
EXAMPLES = {
    "basis_kk": "«Ұлттық бағдар» бұйрығы, 12.01.2026, № 3",
    "basis_ru": "Приказ «Ұлттық бағдар» от 12.01.2026 № 3",
    "basis_en": "Order of Ulttyq bagdar no. 3 of 12.01.2026",
}


def column(name: str, read: cells.Read, required: bool = False, example: str = "") -> Column:
    """A column of a list of entries."""
    return Column(name, f"imports.entries.{name}", read, required, {"": example} if example else {})


def texts(name: str, most: int = 1000) -> tuple[Column, ...]:
    """A text in three languages: three columns."""
    return tuple(
        column(f"{name}_{language}", cells.text(most), example=EXAMPLES.get(f"{name}_{language}", ""))
        for language in LANGUAGES
    )


def said(row: Row, name: str) -> dict[str, str]:
    """What stands in the columns of a text, by language."""
    return {language: row[f"{name}_{language}"] for language in LANGUAGES if row[f"{name}_{language}"]}


DAYS = (
    column("since", cells.day(), True, "2026-01-15"),
    column("until", cells.day(), example="2029-01-14"),
)
