"""Who may write into a register: its keeper. A procedure that ends in a register asks for its own permission."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table
from tanym.apps.organisations.roles import ROLES

AT_KEEPER: Table = {
    "enter": frozenset({"keeper"}),
    "amend": frozenset({"keeper"}),
    "suspend": frozenset({"keeper"}),
    "reinstate": frozenset({"keeper"}),
    "withdraw": frozenset({"keeper"}),
    "annul": frozenset({"keeper"}),
    "confirm": frozenset({"keeper"}),
    "decline": frozenset({"keeper"}),
    "take_back": frozenset({"self"}),
}

ANY_OFFICE = frozenset(ROLES)
"""Everybody who holds an office anywhere; who holds none follows the feeds."""

SUBSCRIBERS: Table = {
    "subscribe": ANY_OFFICE,
    "prove": frozenset({"self"}),
    "renew_secret": frozenset({"self"}),
    "unsubscribe": frozenset({"self"}),
    "redeliver": frozenset({"self"}),
    "deliver": frozenset(),  # the platform itself
}
