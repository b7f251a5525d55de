"""What is read of a spreadsheet: rows of texts with their numbers, and the cells that held a formula."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tanym.core.kernel.errors import InvalidValue

LARGEST = 5 * 1024 * 1024
"""Bytes of a file."""
MOST_ROWS = 20_000
MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class Table:
    """Rows (number as the spreadsheet shows it, texts of the cells), formulas as (row, index of the column), and the
    names of further sheets that were not read."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    formulas: frozenset[tuple[int, int]] = frozenset()
    unread: tuple[str, ...] = ()


def bounded(rows: Iterable[tuple[int, list[str]]]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The rows that hold something, without empty cells at their end.

    Raises `InvalidValue("spreadsheet.too-many-rows" | "spreadsheet.too-many-columns")`.
    """
    kept = []
    for number, cells in rows:
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if number > MOST_ROWS:
            raise InvalidValue("spreadsheet.too-many-rows", most=MOST_ROWS, row=number)
        if len(cells) > MOST_COLUMNS:
            raise InvalidValue("spreadsheet.too-many-columns", most=MOST_COLUMNS, row=number)
        kept.append((number, tuple(cells)))
    return tuple(kept)
