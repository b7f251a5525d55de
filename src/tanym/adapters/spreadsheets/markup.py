"""How much the parts of a workbook may hold before anybody builds them in memory.

An element of four letters packs into a fraction of a byte and takes three hundred bytes once it is read: the size of a
part says little of its cost, the number of its elements and attributes says all.
"""

from __future__ import annotations

import re

from tanym.core.kernel.errors import InvalidValue

MOST_IN_SHEET = 2_000_000
"""Tags of a sheet: half a million cells with a value."""
MOST_IN_TEXTS = 1_500_000
"""Tags of the texts that cells share: nearly four hundred thousand texts."""
MOST_ELSEWHERE = 300_000
MOST_IN_ROW = 100_000
MOST_ATTRIBUTES = 200_000
"""Attributes of one row, where nobody writes more than three for a cell."""
_ROW = re.compile(rb"<(?:\w{1,20}:)?row\b")
_ROW_ENDS = re.compile(rb"</(?:\w{1,20}:)?row\s*>")


def check_markup(name: str, content: bytes) -> None:
    """Raises `InvalidValue("spreadsheet.bomb")` for a part that would take more memory and time than any list is worth."""
    if name == "xl/sharedStrings.xml":
        fine = content.count(b"<") <= MOST_IN_TEXTS and content.count(b"=") <= MOST_IN_TEXTS
    elif name.startswith("xl/worksheets/") and name.endswith(".xml"):
        fine = content.count(b"<") <= MOST_IN_SHEET and _rows_are_plain(content)
    else:
        fine = content.count(b"<") + content.count(b"=") <= MOST_ELSEWHERE
    if not fine:
        raise InvalidValue("spreadsheet.bomb")


def _rows_are_plain(sheet: bytes) -> bool:
    """Whether each row ends before the next begins, and none is a sheet by itself."""
    starts = [found.start() for found in _ROW.finditer(sheet)]
    for begin, end in zip([0, *starts], [*starts, len(sheet)], strict=True):
        if sheet.count(b"<", begin, end) > MOST_IN_ROW or sheet.count(b"=", begin, end) > MOST_ATTRIBUTES:
            return False
        tag = sheet.find(b">", begin, end)
        if begin and sheet[tag - 1 : tag] != b"/" and not _ROW_ENDS.search(sheet, begin, end):
            return False
    return True
