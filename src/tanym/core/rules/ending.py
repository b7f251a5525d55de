"""What is never taken out of a pack: an entry that has begun to hold ends by a day, for it goes on saying what held before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tanym.core.rules.entries import Entries, Place, entries
from tanym.core.rules.pack import Files

PROCEDURE = ".procedure.toml"


def taken_out_wrongly(before: Files, after: Files, on: date) -> tuple[Place, str] | None:
    """The first entry that `after` lacks although it has to stay, with the code of what to do instead."""
    held, left = entries(before), entries(after)
    found = ((place, instead_of_removal(held, place, on)) for place in held if place not in left)
    return next(((place, code) for place, code in found if code), None)


def instead_of_removal(held: Entries, place: Place, on: date) -> str:
    """The code of what to do instead of taking an entry out of the version in force; "" where it may go.

    A value, a rule and a change of severity get a last day, a source the day of its repeal; of a procedure that has
    begun a new version is written. What begins after `on` may go.
    """
    content = held.get(place)
    table = content if isinstance(content, Mapping) else {}
    if place.file.endswith(PROCEDURE):
        head = held.get(Place(place.file, "procedure", "procedure"))
        return "entry.begin-instead" if isinstance(head, Mapping) and _has_begun(head, on) else ""
    if place.kind == "value":
        dated = table.get("dated", ())
        begun = any(isinstance(one, Mapping) and _has_begun(one, on) for one in dated)
        return "entry.end-instead" if begun else ""
    if place.kind in ("rule", "adjust"):
        return "entry.end-instead" if _has_begun(table, on) else ""
    return "entry.repeal-instead" if place.kind == "source" and content is not None else ""


def _has_begun(table: Mapping[str, object], on: date) -> bool:
    since = table.get("since")
    return isinstance(since, date) and since <= on
