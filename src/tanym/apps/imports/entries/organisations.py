"""Lists of organisations that a register holds: who, for what, from when until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.urls import reverse

from tanym.apps.imports.entries.checks import OPEN, shared
from tanym.apps.imports.entries.columns import ACTIVITIES, DAYS, SECTORS, column, said, texts
from tanym.apps.imports.entries.permitted import may_keep
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import organisations
from tanym.apps.registers.actions.enter import enter
from tanym.apps.registers.queries import definition, entries
from tanym.core.kernel import cells
from tanym.core.kernel.errors import Refused
from tanym.core.kernel.lists import Clash, Fault, Kind, Row, doubles
from tanym.core.registers.standing import Status

KEPT = ("providers", "academic-recognition", "recognition-centres", "quality-agencies")
GONE = (Status.WITHDRAWN, Status.ANNULLED)


def kind_of(register: str) -> Kind:
    """The kind of list that fills this register; four eyes where the register wants them."""
    of = definition(register)
    scope = [column("activities", ACTIVITIES)] if "activities" in of.scope else []
    if "sectors" in of.scope:
        scope.append(column("sectors", SECTORS))
    return Kind(
        name=f"register-{register}",
        words=f"imports.kind.register-{register}",
        about="imports.kind.register-about",
        columns=(
            column("organisation", cells.code(), True, "altyn-college"),
            *DAYS,
            *scope,
            *texts("basis"),
        ),
        may=partial(may_keep, register),
        check=partial(check, register),
        write=partial(write, register),
        page=lambda: reverse("registers:register", args=[register]),
        second=of.four_eyes,
    )


def check(register: str, rows: Sequence[Row], on: date) -> Iterator[Fault]:
    """Organisations that are not here, cannot stand in the register, stand in it, or were withdrawn from it."""
    yield from shared(rows)
    yield from doubles(rows, "organisation")
    known = _known(rows)
    entered = _entered(register, on)
    for row in rows:
        code = row["organisation"]
        if code is None:
            continue
        if code not in known:
            yield Fault(row.number, "organisation", "organisation.unknown", {"code": code})
        elif known[code].type in definition(register).never:
            type_ = f"organisation-type.{known[code].type}"
            yield Fault(row.number, "organisation", "register.never", {"register": register, "type": type_})
        elif found := entered.get(code):
            yield Fault(row.number, "organisation", found[0], {"number": found[1]})


def write(
    register: str, rows: Sequence[Row], *, actor: Any, at: datetime, source: str, second: Any = None
) -> Mapping[str, int]:
    """Enter them all; the register itself asks for its keeper's permission and for the second person."""
    known = _known(rows)
    for row in rows:
        scope = {name: list(row[name]) for name in ("activities", "sectors") if row[name]}
        try:
            enter(
                actor=actor,
                at=at,
                register=register,
                organisation=known[row["organisation"]],
                since=row["since"],
                until=row["until"],
                content={"scope": scope} if scope else {},
                basis=said(row, "basis"),
                second=second,
            )
        except Refused as refusal:
            raise Clash(Fault(row.number, "organisation", refusal.code, refusal.details)) from None
    return {"entries": len(rows)}


def _known(rows: Sequence[Row]) -> dict[str, Organisation]:
    return {one.code: one for one in organisations().filter(code__in=[row["organisation"] for row in rows])}


def _entered(register: str, on: date) -> dict[str, tuple[str, str]]:
    """Organisation → why no list may enter it, and the number of the entry that says so."""
    found: dict[str, tuple[str, str]] = {}
    for stood in entries(register, on):
        of = stood.entry.organisation
        if of is None:
            continue
        if stood.standing.status in OPEN:
            found[of.code] = ("register.already-entered", stood.entry.number)
        elif stood.standing.status in GONE:
            found.setdefault(of.code, ("imports.was-withdrawn", stood.entry.number))
    return found
