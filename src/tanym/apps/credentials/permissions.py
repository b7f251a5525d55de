"""Who may do what with a credential, and with the keys of an organisation."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table

TABLE: Table = {
    "hold": frozenset({"self"}),  # read one's own document, download it
    "share": frozenset({"self"}),
    "withdraw_share": frozenset({"self"}),
    "open_number": frozenset({"self"}),
    "revoke": frozenset({"registrar"}),  # at the awarding body
    "suspend": frozenset({"registrar"}),
    "reinstate": frozenset({"registrar"}),
    "supersede": frozenset({"registrar"}),
    "prepare_bulk": frozenset({"registrar"}),
    "confirm_bulk": frozenset({"registrar", "administrator"}),  # never who prepared it
    "undo_bulk": frozenset({"registrar", "administrator"}),
    "issue_waiting": frozenset({"registrar"}),  # at the awarding body, many as one piece of work
    "list_issued": frozenset({"registrar", "assessor"}),
}

KEYS: Table = {
    "read": frozenset({"registrar", "administrator"}),
    "make": frozenset({"administrator"}),
    "sign_again": frozenset({"registrar", "administrator"}),
    "propose_end": frozenset({"registrar", "administrator"}),
    "decide_end": frozenset({"registrar", "administrator"}),  # to carry it out: never who proposed it
}
"""What is done with the signing keys of an organisation, by roles there."""
