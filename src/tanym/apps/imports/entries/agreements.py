"""Lists of agreements: who has agreed with whom, on what, until which day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.urls import reverse

from tanym.apps.imports.entries.checks import OPEN, shared
from tanym.apps.imports.entries.columns import DAYS, SECTORS, column, said, texts
from tanym.apps.imports.entries.permitted import may_keep
from tanym.apps.registers.actions.enter import enter
from tanym.apps.registers.queries import definition, entries
from tanym.core.kernel import cells
from tanym.core.kernel.errors import Refused
from tanym.core.kernel.lists import Clash, Fault, Kind, Row

REGISTER = "agreements"
Key = tuple[frozenset[str], date]
"""Two agreements of the same parties from the same day are the same."""


def kind() -> Kind:
    """The kind of list that fills the register of agreements."""
    return Kind(
        name="register-agreements",
        words="imports.kind.register-agreements",
        about="imports.kind.register-agreements-about",
        columns=(
            *texts("title", 300),
            column("parties", _parties, True, "kokzhar; centro-tevere"),
            *DAYS,
            column("sectors", SECTORS),
            column("micro_qualifications", cells.codes(cells.code(80))),
            *texts("conditions"),
            *texts("contact", 300),
            *texts("basis"),
        ),
        may=partial(may_keep, REGISTER),
        check=check,
        write=write,
        page=lambda: reverse("registers:register", args=[REGISTER]),
        second=definition(REGISTER).four_eyes,
    )


def check(rows: Sequence[Row], on: date) -> Iterator[Fault]:
    """Agreements without a name, with one party, that stand twice in the list or in the register."""
    yield from shared(rows)
    entered = {
        _key(stood.standing.content.get("parties", ()), stood.standing.since): stood.entry.number
        for stood in entries(REGISTER, on)
        if stood.standing.status in OPEN
    }
    first: dict[Key, int] = {}
    for row in rows:
        if not said(row, "title"):
            yield Fault(row.number, "title_kk", "register.title-missing")
        parties, since = row["parties"], row["since"]
        if parties is not None and len(set(parties)) < 2:
            yield Fault(row.number, "parties", "register.parties")
        if parties is None or since is None:
            continue
        key = _key(parties, since)
        if key in first:
            yield Fault(row.number, "parties", "cell.twice", {"row": first[key]})
        elif key in entered:
            yield Fault(row.number, "parties", "register.already-entered", {"number": entered[key]})
        first.setdefault(key, row.number)


def write(
    rows: Sequence[Row], *, actor: Any, at: datetime, source: str, second: Any = None
) -> Mapping[str, int]:
    """Enter them all; the register itself asks for its keeper's permission and for the second person."""
    for row in rows:
        scope = {name: list(row[name]) for name in ("sectors", "micro_qualifications") if row[name]}
        content: dict[str, Any] = {"parties": list(dict.fromkeys(row["parties"]))}
        content |= {"scope": scope} if scope else {}
        content |= {name: said(row, name) for name in ("conditions", "contact") if said(row, name)}
        try:
            enter(
                actor=actor,
                at=at,
                register=REGISTER,
                titles=said(row, "title"),
                since=row["since"],
                until=row["until"],
                content=content,
                basis=said(row, "basis"),
                second=second,
            )
        except Refused as refusal:
            raise Clash(Fault(row.number, "parties", refusal.code, refusal.details)) from None
    return {"entries": len(rows)}


def _parties(given: str) -> tuple[str, ...]:
    """Codes of organisations here, or names; semicolons between them, since names hold commas."""
    return tuple(cells.text(200)(one) for one in given.split(";") if one.strip())


def _key(parties: Sequence[str], since: date) -> Key:
    return frozenset(str(one).casefold() for one in parties), since
