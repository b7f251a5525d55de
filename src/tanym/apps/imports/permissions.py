"""Who may bring in which list, and see who has come."""

from __future__ import annotations

from datetime import date
from typing import Any

from tanym.apps.imports.kinds import kind
from tanym.apps.imports.models import Batch
from tanym.apps.organisations.permissions import Table, may
from tanym.apps.organisations.queries import organisations
from tanym.core.kernel.errors import NotFound, NotPermitted

TABLE: Table = {
    "bring_in_institutions": frozenset({"keeper", "administrator"}),
    "see_who_is_here": frozenset({"keeper", "administrator", "reviewer", "committee-member"}),
    "print_invitations": frozenset({"keeper", "administrator"}),
    "bring_in_awards": frozenset({"registrar"}),  # at the awarding body, not at the national centre
    "upload": frozenset(),  # as the kind of list says
    "confirm": frozenset({"self"}),  # and a second person, where the kind of list wants one
    "discard": frozenset({"self"}),
    "write": frozenset(),  # the platform itself, after somebody has confirmed
}
"""Action → roles at the national centre; `self` is the person who uploaded the list."""


def may_list_awards(actor: Any, on: date) -> bool:
    """Whether the actor brings lists of awards in anywhere, once there is something to award."""
    return may(TABLE, "bring_in_awards", actor, on)


def may_at_centre(action: str, actor: Any, on: date) -> bool:
    """Whether the actor does this for the national centre."""
    return any(may(TABLE, action, actor, on, at=one) for one in organisations("national-centre"))


def permit_at_centre(action: str, actor: Any, on: date) -> None:
    """Raise `NotPermitted` unless the actor does this for the national centre."""
    if not may_at_centre(action, actor, on):
        raise NotPermitted("not-permitted", action=action)


def may_second(actor: Any, batch: Batch, on: date) -> bool:
    """Whether the actor is the second person for whom a list waits: another one, who may bring such a list in."""
    return (
        batch.state == Batch.State.PROPOSED
        and actor.is_authenticated
        and actor.pk != batch.uploaded_by_id
        and kind(batch.kind).may(actor, on)
    )


def permit_second(actor: Any, batch: Batch, on: date) -> None:
    """Raise `NotFound` unless the actor is the second person for whom the list waits."""
    if not may_second(actor, batch, on):
        raise NotFound("page.unknown")


def readable(actor: Any, batch: Batch, on: date) -> Batch:
    """The list, for whoever uploaded it and the second person for whom it waits. Raises `NotFound` for others."""
    if not (actor.is_authenticated and actor.pk == batch.uploaded_by_id) and not may_second(actor, batch, on):
        raise NotFound("page.unknown")
    return batch


def permit_owner(action: str, actor: Any, batch: Batch, on: date) -> None:
    """Raise `NotFound` for anybody but who uploaded the list: others do not learn that it exists."""
    if not may(TABLE, action, actor, on, owner=batch.uploaded_by):
        raise NotFound("page.unknown")
