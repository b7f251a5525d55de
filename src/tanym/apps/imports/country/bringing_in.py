"""Writes a list of institutions: organisations, and invitations for their staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tanym.apps.imports.country.checks import Institution, institutions
from tanym.apps.organisations.actions.found import found
from tanym.apps.organisations.actions.invite import invite
from tanym.apps.organisations.legal import KZ_BIN
from tanym.apps.organisations.models import Organisation
from tanym.core.kernel.errors import Refused
from tanym.core.kernel.lists import Clash, Fault, Row

CELL = {"organisation.legal-identity-taken": "bin", "organisation.code-taken": "code"}
"""Refusals that say at which cell somebody was quicker."""


def bring_in(rows: Sequence[Row], *, actor: Any, at: datetime, source: str) -> Mapping[str, int]:
    """How many organisations and invitations were made. Their links are made when the sheets are printed."""
    founded = invited = 0
    for one in institutions(rows):
        organisation = one.known or _found(one, actor=actor, at=at, source=source)
        founded += one.known is None
        for row in one.staff:
            _invite(row, organisation, actor=actor, at=at, source=source)
            invited += 1
    return {"institutions": founded, "invitations": invited}


def _found(one: Institution, *, actor: Any, at: datetime, source: str) -> Organisation:
    row = one.first
    named = {language: row[f"name_{language}"] or "" for language in ("kk", "ru", "en")}
    city = {language: row[f"city_{language}"] for language in ("kk", "ru", "en") if row[f"city_{language}"]}
    try:
        return found(
            actor=actor,
            at=at,
            type=row["type"],
            names=named,
            code=one.code,
            city=city,
            website=row["web"] or "",
            legal_scheme=KZ_BIN if row["bin"] else "",
            legal_id=row["bin"] or "",
            legal_names={language: name for language, name in named.items() if name} if row["bin"] else {},
            source=source,
        )
    except Refused as refusal:
        raise Clash(Fault(row.number, CELL.get(refusal.code, ""), refusal.code, refusal.details)) from None


def _invite(row: Row, organisation: Organisation, *, actor: Any, at: datetime, source: str) -> None:
    try:
        invite(
            actor=actor,
            at=at,
            organisation=organisation,
            roles=row["roles"],
            names={form: row[f"person_{form}"] or "" for form in ("kk", "ru", "passport")},
            email=row["email"],
            language=row["language"] or "kk",
            source=source,
        )
    except Refused as refusal:
        raise Clash(Fault(row.number, "email", refusal.code, refusal.details)) from None
