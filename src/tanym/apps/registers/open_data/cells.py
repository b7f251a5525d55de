"""The rows of a register as plain data: the one form from which every download and every answer is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tanym.apps.registers.columns import Column, Kind
from tanym.apps.registers.sources import ChangeRow, Row

FIXED = ("id", "titles", "status", "since", "until")
"""The members that every row has, before the columns of its register; `page` follows them."""


def plain(row: Row, columns: Iterable[Column], address: str) -> dict[str, Any]:
    """A row as JSON data. What nobody has entered is left out; `until` null says that no end is set."""
    found: dict[str, Any] = {
        "id": row.id,
        "titles": texts(row.titles),
        "status": row.status.value,
        "since": row.since.isoformat() if row.since else None,
        "until": row.until.isoformat() if row.until else None,
    }
    for one in columns:
        value = cell(one.kind, row.cells.get(one.name), address)
        if value not in (None, "", [], {}):
            found[one.name] = value
    found["page"] = f"{address}{row.address}"
    return found


def plain_change(change: ChangeRow, address: str) -> dict[str, Any]:
    """An act of a register as JSON data."""
    return {
        "number": change.number,
        "at": change.at.isoformat(),
        "act": change.act,
        "since": change.since.isoformat() if change.since else None,
        "until": change.until.isoformat() if change.until else None,
        "reason": texts(change.reason),
        "id": change.id,
        "titles": texts(change.titles),
        "page": f"{address}{change.address}",
        "log": f"{address}/log/entries/{change.number}.json",
    }


def cell(kind: Kind, value: object, address: str) -> Any:
    """A cell as JSON data."""
    if value is None:
        return None
    if kind is Kind.TEXTS:
        return texts(value) if isinstance(value, Mapping) else texts({"": str(value)})
    if kind.many:
        given = value if isinstance(value, (list, tuple, set, frozenset)) else [value]
        written = [texts(one) if isinstance(one, Mapping) else str(one) for one in given]
        if kind is Kind.ADDRESSES:
            return [f"{address}{one}" if str(one).startswith("/") else one for one in written]
        return sorted(map(str, written)) if isinstance(value, (set, frozenset)) else written
    if kind is Kind.NUMBER:
        return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):  # a text by language in a column that nobody has described
        return texts(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(sorted(str(one) for one in value))
    return str(value)


def texts(given: Mapping[str, Any]) -> dict[str, str]:
    """A text by language, without what is empty."""
    return {str(language): str(text) for language, text in given.items() if str(text).strip()}
