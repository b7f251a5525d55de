"""Who may do what with simulations: action → roles; what came of one anybody may read."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table

TABLE: Table = {
    "start": frozenset({"policy-author", "policy-approver"}),
}
