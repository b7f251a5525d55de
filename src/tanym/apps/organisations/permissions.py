"""Who may do what: the one question that every room asks with its own table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import holds
from tanym.core.kernel.errors import NotPermitted

Table = Mapping[str, frozenset[str]]
"""Action → roles at the organisation concerned; the word `self` stands for the person whom the thing belongs to."""


def may(
    table: Table, action: str, actor: Any, on: date, *, at: Organisation | None = None, owner: Any = None
) -> bool:
    """Whether the actor may do the action: by a role at the organisation `at`, or as the `owner`. Unknown: no."""
    roles = table.get(action, frozenset())
    if not actor.is_authenticated:
        return False
    if "self" in roles and owner is not None and actor.pk == owner.pk:
        return True
    return any(holds(actor, role, at, on) for role in roles - {"self"})


def permit(
    table: Table, action: str, actor: Any, on: date, *, at: Organisation | None = None, owner: Any = None
) -> None:
    """Raise `NotPermitted` unless the actor may."""
    if not may(table, action, actor, on, at=at, owner=owner):
        raise NotPermitted("not-permitted", action=action)
