"""XLSX: the first sheet as texts. Nothing in it is computed, followed or run, and nothing in it can grow without bounds."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException

from tanym.adapters.spreadsheets.markup import check_markup
from tanym.adapters.spreadsheets.table import MOST_COLUMNS, MOST_ROWS, Table, bounded
from tanym.core.kernel.errors import InvalidValue

MOST_PARTS = 500
MOST_UNPACKED = 60 * 1024 * 1024
_HOLDS = re.compile(
    rb"""<(?:\w{1,20}:)?c\b[^>]{0,400}?\br=["'](?P<column>[A-Z]{1,3})(?P<row>[0-9]{1,12})["'][^>]{0,400}(?<!/)>\s{0,400}<(?:\w{1,20}:)?(?:f|v|is)\b"""
)
"""A cell that holds a value or a formula; bounded, so that no tag of megabytes makes the search take hours."""
_MACROS = re.compile(r"vbaProject|\.bin$|activeX|macrosheets", re.I)
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding=["']([^"']+)["']""")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, KeyError, ValueError, TypeError, OSError, SyntaxError,
)  # fmt: skip
"""What a broken archive raises, and the readers of XML (a `SyntaxError`)."""


def read_workbook(data: bytes) -> Table:
    """The first sheet of a workbook. Figures are texts as they were typed, days are ISO dates, formulas are only marked.

    Raises `InvalidValue`: `spreadsheet.not-one`, `.macros`, `.bomb`, and as `bounded`.
    """
    _look_through(data)
    try:
        return _first_sheet(data)
    except _BROKEN as broken:
        raise InvalidValue("spreadsheet.not-one") from broken


def _look_through(data: bytes) -> None:
    """Every part of the packed file is judged before anything reads it as a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise InvalidValue("spreadsheet.bomb")
            names = {part.filename for part in parts}
            if len(names) != len(parts) or "[Content_Types].xml" not in names:
                raise InvalidValue("spreadsheet.not-one")
            for part in parts:
                _judge(part.filename, packed.read(part))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError) as broken:
        raise InvalidValue("spreadsheet.not-one") from broken


def _judge(name: str, content: bytes) -> None:
    if _MACROS.search(name) or (name == "[Content_Types].xml" and b"macroEnabled" in content):
        # printer settings are the one harmless part with this ending
        if not re.search(r"printerSettings\d*\.bin$", name):
            raise InvalidValue("spreadsheet.macros")
        return
    if not name.endswith((".xml", ".rels", ".vml")):
        return
    declared = _DECLARED.search(content[:200])
    if b"\0" in content or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii")):
        raise InvalidValue("spreadsheet.not-one")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise InvalidValue("spreadsheet.bomb")
    check_markup(name, content)


def _first_sheet(data: bytes) -> Table:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        sheets = book.worksheets
        if not sheets:
            raise InvalidValue("spreadsheet.empty")
        formulas: set[tuple[int, int]] = set()
        rows = bounded(_rows(sheets[0], formulas))
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _nothing_beyond(packed.read(sheets[0]._worksheet_path))
        return Table(rows, frozenset(formulas), tuple(sheet.title for sheet in sheets[1:]))
    finally:
        book.close()


def _rows(sheet: Any, formulas: set[tuple[int, int]]) -> Iterator[tuple[int, list[str]]]:
    """Rows one by one, as far as rows and columns are read."""
    sheet.reset_dimensions()  # what a file says of its own size is not trusted
    for number, cells in enumerate(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS), start=1):
        texts = []
        for index, cell in enumerate(cells):
            if cell.data_type == "f":
                formulas.add((number, index))
            texts.append(_text(cell.value))
        yield number, texts


def _nothing_beyond(part: bytes) -> None:
    """Raise for a cell that holds something below or beside what is read, so that nothing is left out in silence.

    Empty cells that a program left there are none. Asked of the raw part: walking there takes seconds.
    """
    for found in _HOLDS.finditer(part):
        row = int(found["row"])
        if row > MOST_ROWS:
            raise InvalidValue("spreadsheet.too-many-rows", most=MOST_ROWS, row=row)
        if column_index_from_string(found["column"].decode()) > MOST_COLUMNS:
            raise InvalidValue("spreadsheet.too-many-columns", most=MOST_COLUMNS, row=row)


def _text(value: object) -> str:
    """A cell as a person reads it: 9 for 9.0, 2026-09-01 for a day, TRUE for yes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return unicodedata.normalize("NFC", str(value)).strip()
