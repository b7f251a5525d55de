"""Who may do what with personal data: the person whose they are; and the office that answers a consent taken back."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table
from tanym.apps.privacy.office import OFFICE

TABLE: Table = {
    "read": frozenset({"self"}),
    "give_consent": frozenset({"self"}),
    "take_back": frozenset({"self"}),
    "answer": OFFICE,
    "export": frozenset({"self"}),
    "erase": frozenset({"self"}),
    "close_account": frozenset({"self"}),
    "object_in_general": frozenset({"self"}),
    "keep_terms": frozenset(),  # the platform itself, once a day
    "remind_offices": frozenset(),  # the platform itself, once a day
}
