"""Who may do what with standing decisions."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table

TABLE: Table = {
    "propose": frozenset({"secretary"}),
    "renew": frozenset({"secretary"}),
    "put_in_force": frozenset({"member"}),
    "end": frozenset({"secretary", "member"}),
    "take": frozenset({"self"}),
    "ask": frozenset({"self"}),
}
