"""Reads of accounts that somebody wants to come back into."""

from __future__ import annotations

from datetime import date
from typing import Any

from tanym.apps.accounts.holdings import holdings, rows
from tanym.apps.accounts.models import Person
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import may_give
from tanym.apps.organisations.queries import lineage, memberships

PRIVATE = frozenset({"backpack", "credentials", "learning", "portfolio", "recognition"})
"""Rooms that keep what is the person's own: no employer opens a way to it."""
MOST = 10
"""Accounts of one address that one mail names."""


def with_address(address: str) -> list[Person]:
    """The accounts that can be signed in to and have this address, whatever the case of its letters.

    The first account's own spelling counts from here on: what a database takes for equal may be somebody else's mailbox.
    """
    found = list(Person.objects.filter(email__iexact=address, is_active=True).order_by("pk")[:MOST])
    same = found[0].email.casefold() if found else ""
    return [one for one in found if one.email.casefold() == same]


def hindrance(actor: Any, person: Person, organisation: Organisation, on: date, *, mails: bool) -> str:
    """Why the organisation does not open a way into this account, as a code; empty where it may.

    `mails`: whether mail leaves this installation, so that an address is a way back.
    """
    held = list(memberships(person, on))
    if not person.is_active or not held:
        return "recovery.not-here"
    if any(organisation not in lineage(one.organisation) for one in held):
        return "recovery.works-elsewhere"
    if not all(may_give(actor, organisation, one.role, on) for one in held):
        return "recovery.role-above"
    if mails and person.email:
        return "recovery.has-address"
    return "recovery.own-things" if _holds_own(person) else ""


def _holds_own(person: Person) -> bool:
    return any(
        rows(holding, own, person).exists()
        for holding in holdings()
        if holding.room in PRIVATE
        for own in holding.own
        if own.direct and own.ground != "sign"
    )
