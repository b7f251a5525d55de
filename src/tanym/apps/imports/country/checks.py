"""What the columns alone cannot see in a list of institutions: what contradicts, what exists, who would run it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from tanym.apps.imports.country.columns import INSTITUTION, NEEDED, PERSON
from tanym.apps.organisations.legal import KZ_BIN
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import by_legal_identities, open_invitations, organisations
from tanym.apps.organisations.roles import WHO_RUNS_IT, roles_of
from tanym.core.kernel.lists import Fault, Row


@dataclass(frozen=True, slots=True)
class Institution:
    """The rows of one institution; `known` is the organisation where the platform has it already."""

    code: str
    rows: tuple[Row, ...]
    known: Organisation | None

    @property
    def first(self) -> Row:
        """The row that says what the institution is: the first in which anything of it stands."""
        return next((row for row in self.rows if _filled(row, INSTITUTION)), self.rows[0])

    @property
    def type(self) -> str | None:
        """Its type; None where the list does not say it (rightly)."""
        return self.known.type if self.known else self.first["type"]

    @property
    def staff(self) -> tuple[Row, ...]:
        """The rows in which a person stands."""
        return tuple(row for row in self.rows if _filled(row, PERSON))


def institutions(rows: Sequence[Row]) -> list[Institution]:
    """The rows by institution, in the order in which institutions first stand in the list."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row["code"]:
            found.setdefault(row["code"], []).append(row)
    known = {one.code: one for one in organisations().filter(code__in=found)}
    return [Institution(code, tuple(of), known.get(code)) for code, of in found.items()]


def check(rows: Sequence[Row], on: date) -> Iterator[Fault]:
    """Every fault that needs more than one cell, or the platform, to be seen."""
    found = institutions(rows)
    yield from _numbers(found)
    now = timezone.make_aware(datetime.combine(on, time()))
    for one in found:
        yield from _itself(one)
        yield from _staff(one, now)


def _filled(row: Row, columns: Iterable[str]) -> bool:
    return any(row.texts.get(column) for column in columns)


def _itself(one: Institution) -> Iterator[Fault]:
    if one.known is not None:
        for row in one.rows:
            if _filled(row, INSTITUTION):
                yield Fault(row.number, "code", "institutions.known-already", {"code": one.code})
        return
    for column in NEEDED:
        if not one.first.texts.get(column):
            yield Fault(one.first.number, column, "cell.empty")
    for row in one.rows:
        for column in INSTITUTION:
            said, first = row.texts.get(column), one.first.texts.get(column)
            if row is not one.first and said and said != first:
                yield Fault(row.number, column, "institutions.contradiction", {"row": one.first.number})


def _staff(one: Institution, now: datetime) -> Iterator[Fault]:
    runs, addresses = one.known is not None, dict[str, int]()
    asked = _addresses(one.known, now) if one.known else set()
    for row in one.staff:
        if not row.texts.get("email"):
            yield Fault(row.number, "email", "cell.empty")
        if not row.texts.get("roles"):
            yield Fault(row.number, "roles", "cell.empty")
        if not (row.texts.get("person_kk") or row.texts.get("person_ru") or row.texts.get("person_passport")):
            yield Fault(row.number, "person_kk", "cell.empty")
        roles = row["roles"] or ()
        runs = runs or bool(WHO_RUNS_IT & set(roles)) or bool(row.texts.get("roles") and not roles)
        if one.type and (strange := [role for role in roles if role not in roles_of(one.type)]):
            yield Fault(row.number, "roles", "organisation.role-not-here", {"role": strange[0]})
        if address := (row["email"] or "").casefold():
            if address in addresses:
                yield Fault(row.number, "email", "cell.twice", {"row": addresses[address]})
            elif address in asked:
                yield Fault(row.number, "email", "organisation.invited-already")
            addresses.setdefault(address, row.number)
    if not runs:
        yield Fault(one.first.number, "roles", "institutions.nobody-runs-it")


def _addresses(organisation: Organisation, now: datetime) -> set[str]:
    """The addresses that have an open invitation there."""
    return {
        address.casefold() for address in open_invitations(organisation, now).values_list("email", flat=True)
    }


def _numbers(found: Sequence[Institution]) -> Iterator[Fault]:
    """One legal number, one institution: in the list, and together with what the platform has."""
    first: dict[str, Row] = {}
    for one in found:
        number = one.first["bin"]
        if number is None or one.known is not None:
            continue
        if number in first:
            yield Fault(one.first.number, "bin", "cell.twice", {"row": first[number].number})
        else:
            first[number] = one.first
    for taken in by_legal_identities(KZ_BIN, first):
        yield Fault(first[taken].number, "bin", "organisation.legal-identity-taken")
