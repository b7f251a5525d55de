"""What every download and answer says first: which register, on which day, known until when, under which licence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import did
from tanym.apps.registers.columns import Column
from tanym.apps.registers.finding import Asked
from tanym.apps.registers.open_data.cells import plain
from tanym.apps.registers.open_data.linked import Naming
from tanym.apps.registers.sources import Row
from tanym.core.registers.definition import Definition


def head(of: Definition, asked: Asked) -> dict[str, Any]:
    """The members that say what is answered."""
    return {
        "register": of.id,
        "titles": dict(of.words),
        "keeper": of.keeper,
        "on": asked.on.isoformat(),
        "known_on": asked.known_on.isoformat() if asked.known_on else None,
        "licence": settings.TANYM.data_licence,
    }


def plain_rows(rows: Iterable[Row], columns: Iterable[Column]) -> Iterator[dict[str, Any]]:
    """Rows as plain data, one after another."""
    known = tuple(columns)
    for row in rows:
        yield plain(row, known, settings.TANYM.address)


def naming() -> Naming:
    """How this installation names things on the web."""
    return Naming(settings.TANYM.address, lambda code: did(Organisation(code=code)))
