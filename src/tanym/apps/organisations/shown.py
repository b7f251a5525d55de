"""The people of an organisation as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.models import Invitation, Membership, Organisation
from tanym.apps.organisations.queries import invitations, people, standing


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person with the roles that they have now (or later), and how many they had before."""

    person: Person
    held: tuple[Membership, ...]
    before: int


def by_person(organisation: Organisation, today: date, asked: str = "") -> list[Colleague]:
    """Everybody who works or worked here, those who still do first; `asked` looks into all three forms of the name."""
    found: dict[int, list[Membership]] = {}
    for membership in people(organisation):
        found.setdefault(membership.person_id, []).append(membership)
    colleagues = []
    for rows in found.values():
        held = tuple(m for m in rows if m.until is None or m.until >= today)
        colleagues.append(Colleague(rows[0].person, held, len(rows) - len(held)))
    wanted = asked.casefold()
    return sorted(
        (one for one in colleagues if wanted in _names(one.person)),
        key=lambda one: (not one.held, one.person.name_passport),
    )


def _names(person: Person) -> str:
    return f"{person.name_kk}\n{person.name_ru}\n{person.name_passport}".casefold()


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation and how it stands."""

    invitation: Invitation
    state: str


def invitations_shown(organisation: Organisation, at: datetime) -> list[Invited]:
    """The invitations that nobody has accepted, newest first."""
    return [
        Invited(
            row,
            standing(row, at),
        )
        for row in invitations(organisation).filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
    ]
