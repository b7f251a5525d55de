"""Procedures and letters as packs bring them: whose table holds on a day (`core.procedures` reads the tables)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tanym.core.rules.dated import in_force
from tanym.core.rules.pack import Pack


@dataclass(frozen=True, slots=True)
class ProcedureFile:
    """The table of a procedure as the nearest pack that may bring it writes it; `core.procedures` reads it."""

    id: str
    pack: str
    path: str
    content: Mapping[str, Any]


def procedures_of(pack: Pack) -> tuple[ProcedureFile, ...]:
    """The procedures that a pack brings, by file."""
    result: list[ProcedureFile] = []
    for path, content in sorted(pack.files.items()):
        head = content.get("procedure")
        if path.endswith(".procedure.toml") and isinstance(head, Mapping) and isinstance(head.get("id"), str):
            result.append(ProcedureFile(head["id"], pack.id, path, content))
    return tuple(result)


@dataclass(frozen=True, slots=True)
class _Term:
    since: date
    until: date | None
    file: ProcedureFile


def resolve_procedures(packs: Sequence[Pack], on: date) -> dict[str, ProcedureFile]:
    result: dict[str, ProcedureFile] = {}
    for pack in packs:
        terms = [
            _Term(head["since"], head.get("until"), one)
            for one in procedures_of(pack)
            if isinstance((head := one.content["procedure"]).get("since"), date)
        ]
        for procedure in sorted({term.file.id for term in terms}):
            found = in_force([term for term in terms if term.file.id == procedure], on)
            above = result.get(procedure)
            if found is None:
                continue
            if above is None or pack.layer.value in above.content["procedure"].get("may_replace", ()):
                result[procedure] = found.file
    return result


def letters_of(pack: Pack) -> Mapping[str, Mapping[str, Any]]:
    letters = pack.files.get("letters.toml", {}).get("letter", {})
    return letters if isinstance(letters, Mapping) else {}
