"""Who may do what with endorsements: at the organisation of the author, and at the one that endorses."""

from __future__ import annotations

from tanym.apps.endorsements.queries import ANSWERING
from tanym.apps.organisations.permissions import Table

AT_OWNER: Table = {
    "ask": frozenset({"author"}),
    "take_back": frozenset({"author"}),
}

AT_ENDORSER: Table = {
    "confirm": ANSWERING,
    "decline": ANSWERING,
    "revoke": ANSWERING,
}
