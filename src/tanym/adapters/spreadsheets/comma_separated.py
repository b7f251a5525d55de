"""CSV as it comes from people's machines: three encodings, three signs between the cells."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator

from tanym.adapters.spreadsheets.table import Table, bounded
from tanym.core.kernel.errors import InvalidValue

SEPARATORS = ";,\t"


def read_csv(data: bytes) -> Table:
    """The table of a CSV file in UTF-8 (with or without a mark), UTF-16 with a mark, or Windows-1251.

    Cells are parted by semicolons, commas or tabs: whichever the headings hold most of. Raises
    `InvalidValue("spreadsheet.encoding" | "spreadsheet.quotes" | "spreadsheet.not-one")` and as `bounded`.
    """
    words = _decoded(data)
    separator, words = _separator(words)
    return Table(bounded(_rows(words, separator)))


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        if b"\0" in data:
            raise InvalidValue("spreadsheet.not-one")
        encodings = ["utf-8-sig", "cp1251"]
    for encoding in encodings:
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in words:  # no text has it, and PostgreSQL could not keep it
            raise InvalidValue("spreadsheet.not-one")
        return words
    raise InvalidValue("spreadsheet.encoding")


def _separator(words: str) -> tuple[str, str]:
    """The sign between the cells, and the text without the line in which spreadsheets name it ("sep=;")."""
    first, _, rest = words.partition("\n")
    named = first.strip().lower()
    if named.startswith("sep=") and len(named) == 5 and named[4] in SEPARATORS:
        return named[4], rest
    outside = "".join(first.split('"')[::2])
    return max(SEPARATORS, key=outside.count), words


def _rows(words: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, [unicodedata.normalize("NFC", cell).strip() for cell in cells]
    except csv.Error:
        raise InvalidValue("spreadsheet.quotes", row=number + 1) from None
