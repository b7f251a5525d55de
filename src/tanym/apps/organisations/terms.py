"""The terms of a role: from when until when, for what, and whether the person holds it already."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from tanym.apps.organisations.models import Membership, Organisation
from tanym.apps.organisations.roles import ROLES
from tanym.apps.organisations.scope import About, checked
from tanym.core.kernel.errors import InvalidValue, Refused


def interval(since: date, until: date | None, today: date) -> None:
    """Raise `InvalidValue` for a role that would end before it begins, or begin in the past."""
    if until is not None and until < since:
        raise InvalidValue("organisation.role-interval")
    if since < today:
        raise InvalidValue("organisation.role-past")


def limits(role: str, scope: About) -> dict[str, list[str]]:
    """The scope as it is kept. Raises `InvalidValue` for a role that cannot be limited."""
    clean = checked(scope)
    if clean and not ROLES[role].limited:
        raise InvalidValue("organisation.role-unlimited", role=role)
    return clean


def is_held(person: Any, organisation: Organisation, role: str, since: date, until: date | None) -> bool:
    """Whether the person holds the same role there on one of these days."""
    same = Membership.objects.filter(person=person, organisation=organisation, role=role)
    same = same.filter(Q(until__isnull=True) | Q(until__gte=since))
    return (same.filter(since__lte=until) if until else same).exists()


def assign(
    person: Any, organisation: Organisation, role: str, since: date, until: date | None, scope: About
) -> Membership:
    """Write the role down. Raises `Refused("organisation.role-held")` where the same one holds on one of these days.

    The caller holds the lock on the organisation.
    """
    if is_held(person, organisation, role, since, until):
        raise Refused("organisation.role-held")
    return Membership.objects.create(
        person=person, organisation=organisation, role=role, since=since, until=until, scope=dict(scope)
    )
