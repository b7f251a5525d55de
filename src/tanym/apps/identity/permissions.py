"""Who may have an identity document looked at, and who looks."""

from __future__ import annotations

from tanym.apps.identity.queries import ROLES
from tanym.apps.organisations.permissions import Table

_OFFICE = frozenset(ROLES)

TABLE: Table = {
    "ask": frozenset({"self"}),
    "take_back": frozenset({"self"}),
    "confirm": _OFFICE,
    "decline": _OFFICE,
    "recuse": _OFFICE,
    "withdraw": _OFFICE,
}
"""Action → roles at the office that was asked; `self` is whose number it is."""
