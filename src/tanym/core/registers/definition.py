"""What a register is: who keeps it, on which basis, what stands in it and what an entry gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tanym.core.kernel.errors import InvalidValue

Words = Mapping[str, str]

SUBJECTS = frozenset({"organisation", "person", "agreement", "record"})
"""What an entry is about; a `record` is something that another part of the platform keeps."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A register as its keeper writes it, in data.

    `keeper` is the code of the organisation that keeps it; `basis` are citations ("source, place [mark]").
    `kept_since`: from that day on the register is complete, so that a body of this country that is not in it had no
    right; before it nothing is known. `authorises` names what an entry in force gives (its content may name fewer);
    `never` are types of organisation that can't stand in it; `four_eyes`: a second person confirms each change.
    """

    id: str
    words: Words
    about: Words
    keeper: str
    basis: tuple[str, ...]
    kept_since: date
    subject: str
    prefix: str = ""
    authorises: tuple[str, ...] = ()
    never: frozenset[str] = frozenset()
    never_because: str = ""
    scope: tuple[str, ...] = ()
    four_eyes: bool = False
    desk: bool = False  # the keeper writes entries by hand: no procedure fills it
    names_people: bool = False  # the law makes the names of persons in it public


def read_definitions(data: Mapping[str, Any]) -> Mapping[str, Definition]:
    """The registers of a file, by id, in its order. Raises `InvalidValue("register.definition")` with id and member."""
    found = {}
    for name, row in data.get("register", {}).items():
        try:
            found[name] = _definition(name, dict(row))
        except (KeyError, TypeError, ValueError) as wrong:
            raise InvalidValue("register.definition", id=name, member=str(wrong)[:80]) from wrong
    return found


def _definition(name: str, row: dict[str, Any]) -> Definition:
    if row["subject"] not in SUBJECTS:
        raise ValueError("subject")
    if not isinstance(row["kept_since"], date):
        raise TypeError("kept_since")
    if not row["basis"]:
        raise ValueError("basis")
    for member in ("basis", "authorises", "scope"):
        row[member] = tuple(row.get(member, ()))
    row["never"] = frozenset(row.get("never", ()))
    for member in ("words", "about"):
        if set(row[member]) != {"kk", "ru", "en"}:
            raise ValueError(member)
    return Definition(id=name, **row)
