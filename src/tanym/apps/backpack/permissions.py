"""Who may do what with what is in a backpack: whoever it belongs to, and nobody else."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table

TABLE: Table = {
    "take_in": frozenset({"self"}),
    "verify_again": frozenset({"self"}),
    "erase": frozenset({"self"}),
    "use_as_evidence": frozenset({"self"}),
    "put_profile": frozenset({"self"}),
    "erase_profile": frozenset({"self"}),
    "connect": frozenset({"self"}),
    "complete_connection": frozenset({"self"}),
    "disconnect": frozenset({"self"}),
    "send": frozenset({"self"}),
    "bring": frozenset({"self"}),
}
