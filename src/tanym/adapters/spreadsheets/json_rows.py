"""JSON as programs hand lists over: an array of flat objects, read as a table whose headings are the names."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from tanym.adapters.spreadsheets.table import Table, bounded
from tanym.core.kernel.errors import InvalidValue


def is_json(data: bytes) -> bool:
    """Whether a file begins as an array of JSON does."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"["


def read_json(data: bytes) -> Table:
    """The table of an array of objects. Texts, whole numbers, yes and no, and nothing: no lists and no objects within.

    Raises `InvalidValue("spreadsheet.json")` for anything else, and as `bounded`.
    """
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_float=str, parse_constant=_refuse)
    except (ValueError, RecursionError) as broken:
        raise InvalidValue("spreadsheet.json") from broken
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise InvalidValue("spreadsheet.json")
    names = list(dict.fromkeys(name for one in found for name in one))
    return Table(bounded(_rows(names, found)))


def _rows(names: list[str], found: list[dict[str, Any]]) -> Iterator[tuple[int, list[str]]]:
    yield 1, [_text(name) for name in names]
    for number, one in enumerate(found, start=2):
        yield number, [_text(one.get(name)) for name in names]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str) or "\0" in value:
        raise InvalidValue("spreadsheet.json")
    return unicodedata.normalize("NFC", value).strip()


def _refuse(_constant: str) -> object:
    raise ValueError("no number")
