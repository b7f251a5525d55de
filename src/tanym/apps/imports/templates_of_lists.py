"""The file that is filled in: headings in the reader's language and one example row, as XLSX or CSV."""

from __future__ import annotations

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from tanym.apps.imports.reading import heading_of
from tanym.core.kernel.lists import Kind
from tanym.core.kernel.spreadsheet import harmless

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_xlsx(kind: Kind, language: str) -> bytes:
    """A workbook whose cells are all texts, so that no number loses the zeros at its beginning."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "1"
    for row, cells in enumerate(_rows(kind, language), start=1):
        for column, text in enumerate(cells, start=1):
            cell = sheet.cell(row=row, column=column, value=text)
            cell.number_format = "@"
            cell.font = Font(bold=row == 1, italic=row > 1)
            sheet.column_dimensions[get_column_letter(column)].width = 22
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(kind: Kind, language: str) -> bytes:
    """UTF-8 with a mark and semicolons: what spreadsheets here open without asking."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(_rows(kind, language))
    return out.getvalue().encode("utf-8-sig")


def _rows(kind: Kind, language: str) -> list[list[str]]:
    examples = [one.example.get(language) or one.example.get("", "") for one in kind.columns]
    return [[heading_of(one, language) for one in kind.columns], [harmless(text) for text in examples]]
