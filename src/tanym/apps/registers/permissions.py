"""Who may write into a register: its keeper. A procedure that ends in a register asks for its own permission."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table

AT_KEEPER: Table = {
    "enter": frozenset({"keeper"}),
    "amend": frozenset({"keeper"}),
    "suspend": frozenset({"keeper"}),
    "reinstate": frozenset({"keeper"}),
    "withdraw": frozenset({"keeper"}),
    "annul": frozenset({"keeper"}),
}
