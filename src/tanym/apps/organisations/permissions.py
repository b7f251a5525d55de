"""Who may do what: the one question that every room asks with its own table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import holds, holds_one, is_member, organisations
from tanym.apps.organisations.roles import ADMINISTRATOR, ONCE_CONFIRMED, ROLES, WHO_RUNS_IT, roles_of
from tanym.apps.organisations.scope import About
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused

Table = Mapping[str, frozenset[str]]
"""Action → roles at the organisation concerned; the word `self` stands for the person whom the thing belongs to."""


def may(
    table: Table,
    action: str,
    actor: Any,
    on: date,
    *,
    at: Organisation | None = None,
    owner: Any = None,
    about: About | None = None,
) -> bool:
    """Whether the actor may do the action: by a role at the organisation `at`, or as the `owner`. Unknown: no.

    `about` says what the thing is about: a role that is limited counts only for what lies within it. A thing that has an
    owner is somebody's: without `at` no role counts for it, or one held anywhere would.
    """
    roles = table.get(action, frozenset())
    if not actor.is_authenticated:
        return False
    if "self" in roles and owner is not None and actor.pk == owner.pk:
        return True
    by_role = roles - {"self"} if owner is None or at is not None else frozenset()
    return bool(by_role) and holds_one(actor, by_role, at, on, about=about)


def permit(
    table: Table,
    action: str,
    actor: Any,
    on: date,
    *,
    at: Organisation | None = None,
    owner: Any = None,
    about: About | None = None,
) -> None:
    """Raise `NotPermitted` unless the actor may."""
    if not may(table, action, actor, on, at=at, owner=owner, about=about):
        raise NotPermitted("not-permitted", action=action)


TABLE: Table = {
    "invite": frozenset({ADMINISTRATOR}),
    "renew_invitation": frozenset({ADMINISTRATOR}),
    "withdraw_invitation": frozenset({ADMINISTRATOR}),
    "give_role": frozenset({ADMINISTRATOR}),
    "end_role": frozenset({ADMINISTRATOR, "self"}),
    "add_unit": frozenset({ADMINISTRATOR}),
    "found": frozenset({"self"}),  # anybody, for an organisation of their own
    "accept_invitation": frozenset(),  # whoever has the link
}
"""Action → roles at the organisation whose people they are; `self` is the person whose role it is."""

OVERSIGHT: Table = {
    "read_people": frozenset({"keeper"}),
    "invite": frozenset({"keeper"}),
    "renew_invitation": frozenset({"keeper"}),
    "withdraw_invitation": frozenset({"keeper"}),
}
"""Action → roles at the national centre: those who bring an organisation in invite who will run it, and nobody else."""

REVEALING: Table = {
    "platform-file": frozenset({"officer"}),  # the centre that enters a recognition in the state's platform
}
"""Purpose → roles, at the organisation whose procedure it is, that are given people's personal numbers for it: nobody else is."""


def oversees(actor: Any, on: date, action: str = "invite") -> bool:
    """Whether the actor does this at other organisations, for the national centre."""
    return any(may(OVERSIGHT, action, actor, on, at=one) for one in organisations("national-centre"))


def may_read_people(actor: Any, organisation: Organisation, on: date) -> bool:
    """Whether the actor sees who works at the organisation: a colleague, or whoever brings organisations in."""
    return is_member(actor, organisation, on) or oversees(actor, on, "read_people")


def may_give(actor: Any, organisation: Organisation, role: str, on: date) -> bool:
    """Whether a role is none above the actor's own at the organisation."""
    by = ROLES[role].given_by if role in ROLES else frozenset({ADMINISTRATOR})
    return holds_one(actor, by, organisation, on)


def givable(actor: Any, organisation: Organisation, on: date, action: str = "give_role") -> tuple[str, ...]:
    """The roles that the actor may give at the organisation, or invite to: none above their own."""
    there = [
        role for role in roles_of(organisation.type) if organisation.confirmed or role not in ONCE_CONFIRMED
    ]
    if may(TABLE, action, actor, on, at=organisation):
        own = {by for by in WHO_RUNS_IT if holds(actor, by, organisation, on)}
        return tuple(role for role in there if ROLES[role].given_by & own)
    if action in OVERSIGHT and oversees(actor, on, action):
        return tuple(role for role in there if role in WHO_RUNS_IT)
    return ()


def permit_giving(
    actor: Any, organisation: Organisation, role: str, on: date, action: str = "give_role"
) -> None:
    """Raise `NotPermitted` unless the actor may give this role there, `InvalidValue` where it does not exist there.

    `Refused("organisation.not-confirmed")` for a role in which one would speak for an organisation that nobody has confirmed.
    """
    allowed = givable(actor, organisation, on, action)
    if not allowed:
        raise NotPermitted("not-permitted", action=action)
    if role not in roles_of(organisation.type):
        raise InvalidValue("organisation.role-not-here", role=role)
    if not organisation.confirmed and role in ONCE_CONFIRMED:
        raise Refused("organisation.not-confirmed")
    if role not in allowed:
        raise NotPermitted("organisation.role-above", role=role)
