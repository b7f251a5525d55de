"""Who may do what with wallets: the holder with their own documents; who speaks for an organisation asks others."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table
from tanym.apps.wallets.queries import ASKING

TABLE: Table = {
    "offer": frozenset({"self"}),
    "withdraw_offer": frozenset({"self"}),
    "take_back": frozenset({"self"}),
}
"""Of one's own document; the other side of a hand-over is a wallet with a code, which is nobody here."""

AT_ORGANISATION: Table = {
    "ask": ASKING,
    "close": ASKING,
}
