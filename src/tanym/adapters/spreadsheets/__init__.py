"""Spreadsheets as tables of texts: XLSX, CSV and lists in JSON, read without computing or trusting anything in them."""

from __future__ import annotations

from tanym.adapters.spreadsheets.comma_separated import read_csv
from tanym.adapters.spreadsheets.json_rows import is_json, read_json
from tanym.adapters.spreadsheets.table import LARGEST, Table
from tanym.adapters.spreadsheets.workbook import read_workbook
from tanym.core.kernel.errors import InvalidValue

__all__ = ["LARGEST", "Table", "read_table"]

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_table(data: bytes) -> Table:
    """The table of a file, told apart by its content, whatever its name says.

    Raises `InvalidValue`: `spreadsheet.empty`, `.too-large`, `.old` (XLS or protected by a password), `.not-one`,
    `.bomb`, `.macros`, `.encoding`, `.quotes`, `.json`, `.too-many-rows`, `.too-many-columns`.
    """
    if not data.strip():
        raise InvalidValue("spreadsheet.empty")
    if len(data) > LARGEST:
        raise InvalidValue("spreadsheet.too-large", megabytes=LARGEST // 1024 // 1024)
    if data.startswith(_OLE):
        raise InvalidValue("spreadsheet.old")
    if data.startswith(_ZIP):
        table = read_workbook(data)
    else:
        table = read_json(data) if is_json(data) else read_csv(data)
    if not table.rows:
        raise InvalidValue("spreadsheet.empty")
    return table
