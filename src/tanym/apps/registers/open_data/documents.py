"""A register as JSON, written piece by piece."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def as_json(head: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], schema: str) -> Iterator[str]:
    """The head and every entry, one a line. `schema` is the address of its JSON Schema."""
    yield json.dumps({**head, "schema": schema}, ensure_ascii=False)[:-1] + ', "entries": ['
    between = "\n"
    for row in rows:
        yield between + json.dumps(row, ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"
