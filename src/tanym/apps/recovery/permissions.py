"""Who may open a way back into an account."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table
from tanym.apps.organisations.roles import ADMINISTRATOR

TABLE: Table = {
    "ask": frozenset(),  # anybody: a mail goes to the address of the account, and nowhere else
    "make_link": frozenset({ADMINISTRATOR}),  # for a colleague without an address
    "renew_password": frozenset(),  # whoever has the link
    "send_code": frozenset({"self"}),
    "change_address": frozenset({"self"}),
}
"""Action → roles at the organisation where the person works."""
