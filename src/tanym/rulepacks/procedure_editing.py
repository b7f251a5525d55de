"""Changes on a procedure's table (`core.procedures.editing`) as changes on the entries of its pack, and back."""

from __future__ import annotations

from collections.abc import Mapping

from tanym.core.procedures.editing import Changed, Rows
from tanym.core.rules.entries import Place, entries
from tanym.core.rules.pack import Files


def rows_of(files: Files, file: str) -> Rows:
    """The rows of a procedure's file by kind and name; what is no table is left out."""
    found = entries({file: files[file]} if file in files else {})
    return {
        (place.kind, place.name): content for place, content in found.items() if isinstance(content, Mapping)
    }


def as_entries(file: str, changed: Changed) -> dict[Place, object | None]:
    """The changes of `core.procedures.editing` with their places in the pack."""
    return {Place(file, kind, name): content for (kind, name), content in changed.items()}
