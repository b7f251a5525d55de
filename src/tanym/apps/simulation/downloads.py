"""The affected micro-qualifications as a file: a line for each rule that says something else."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from tanym.apps.simulation.models import Affected, Simulation
from tanym.core.kernel.spreadsheet import harmless

COLUMNS = ("code", "version", "provider", "region", "sector", "kind", "rule", "before", "after", "severity_before", "severity_after")  # fmt: skip


class _Echo:
    def write(self, text: str) -> str:
        return text


def lines(rows: Iterable[Affected]) -> Iterator[dict[str, Any]]:
    """A line for each effect; one with the kind `unread` for a record that could not be checked."""
    for row in rows:
        head = {
            "code": row.code,
            "version": str(row.version.public_id),
            "provider": row.provider,
            "region": row.region,
            "sector": row.sector,
        }
        for one in row.effects:
            found = one if "rule" in one else {"kind": "unread", "rule": ""}
            yield head | {name: found.get(name) or "" for name in COLUMNS if name not in head}


def as_csv(rows: Iterable[Affected]) -> Iterator[str]:
    """A table for a spreadsheet, UTF-8 with a mark; a text that would read as a formula is quoted."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(COLUMNS)  # type: ignore[operator]  # our writer returns the text
    for line in lines(rows):
        yield writer.writerow([harmless(str(line[name])) for name in COLUMNS])  # type: ignore[misc]


def as_json(simulation: Simulation, rows: Iterable[Affected]) -> Iterator[str]:
    """Everything: what was compared, the counts, and a line for each effect."""
    head = {
        "simulation": str(simulation.public_id),
        "pack": {simulation.pack: simulation.bundle_id},
        "on": simulation.on.isoformat(),
        "compared_with": simulation.compared,
        "summary": simulation.summary,
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "effects": ['
    between = ""
    for line in lines(rows):
        yield between + json.dumps(line, ensure_ascii=False)
        between = ",\n"
    yield "]}"
