"""Columns that lists of register entries share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from tanym.apps.accounts.words import catalogue, say
from tanym.core.kernel import cells
from tanym.core.kernel.lists import Column, Row
from tanym.core.kernel.localized import LANGUAGES

SECTOR, ACTIVITY = "word.sector.", "word.activity."
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


def several(prefix: str) -> cells.Read:
    """Some codes whose words begin so, or the words themselves."""

    def one(given: str) -> Any:
        known = _known(prefix)
        return cells.choice(*sorted(set(known.values())), words=known, of=prefix.rstrip("."))(given)

    return cells.codes(one)


@cache
def _known(prefix: str) -> Mapping[str, str]:
    found = {}
    for name in catalogue().sentences:
        if name.startswith(prefix):
            code = name.removeprefix(prefix)
            found.update({say(name, language).casefold(): code for language in LANGUAGES})
            found[code] = code
    return found


DAYS = (
    column("since", cells.day(), True, "2026-01-15"),
    column("until", cells.day(), example="2029-01-14"),
)
