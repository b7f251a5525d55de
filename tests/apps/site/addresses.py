"""A row of the table of addresses: who may read one, and who may act there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tanym.apps.organisations.models import Membership

NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """One address: who may read it and who may act there; None means that a page has no such side.

    `asked` is what stands after the question mark of a reading, `data` what an act sends. `public`: without an account,
    too. `knowing`: who may see the thing, and so may be told why an act is refused.
    """

    name: str
    arguments: dict[str, Any] = field(default_factory=dict)
    read: frozenset[str] | None = None
    act: frozenset[str] | None = None
    data: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    public: bool = False
    knowing: frozenset[str] = NOBODY


def at(organisation: str, *roles: str) -> frozenset[str]:
    """Who holds one of these roles there ("" for anywhere)."""
    held = Membership.objects.filter(role__in=roles)
    held = held.filter(organisation__code=organisation) if organisation else held
    return frozenset(held.values_list("person__username", flat=True))
