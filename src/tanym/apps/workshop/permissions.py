"""Who may do what with drafts: action → roles, at the organisation that answers for the draft."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table
from tanym.apps.workshop.roles import READERS, WRITERS

TABLE: Table = {
    "open_draft": WRITERS,
    "edit_entry": WRITERS,
    "drop_entry": WRITERS,
    "undo_entry": WRITERS,
    "bring_in": WRITERS,
    "carry_over": WRITERS,
    "submit": WRITERS,
    "begin_consulting": WRITERS,
    "end_consulting": WRITERS,
    "withdraw": WRITERS,
    "approve": READERS,
    "read": READERS,
}
"""An approver is a second person: whoever wrote in the draft is refused by `approve` itself, whatever the role."""
