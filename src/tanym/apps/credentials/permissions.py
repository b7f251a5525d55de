"""Who may do what with a credential."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table

TABLE: Table = {
    "hold": frozenset({"self"}),  # read one's own document, download it
    "share": frozenset({"self"}),
    "withdraw_share": frozenset({"self"}),
    "open_number": frozenset({"self"}),
    "revoke": frozenset({"registrar"}),  # at the awarding body
    "list_issued": frozenset({"registrar", "assessor"}),
}
