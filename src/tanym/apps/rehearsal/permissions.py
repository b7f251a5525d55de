"""Who may rehearse: who writes the rules of the country, and the office of the organisation that runs the procedure."""

from __future__ import annotations

from datetime import date

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import Table, permit
from tanym.apps.organisations.queries import memberships

OFFICE = frozenset({"secretary", "officer", "evaluator"})

TABLE: Table = {
    "begin": OFFICE | {"policy-author"},
    "move_on": frozenset({"self"}),
    "end": frozenset({"self"}),
}


def for_the_country(person: Person, on: date) -> bool:
    """Whether somebody writes the rules that hold for everybody: they may rehearse at any organisation."""
    return any(
        one.role == "policy-author" and one.organisation.type == "ministry" for one in memberships(person, on)
    )


def permit_at(action: str, person: Person, organisation: Organisation, on: date) -> None:
    """Raises `NotPermitted` for anybody but these; asked at every act, for a role may have ended since."""
    if not for_the_country(person, on):
        permit(TABLE, action, person, on, at=organisation)
