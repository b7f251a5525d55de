"""What the room `endorsements` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Holding

HOLDING = Holding(
    "endorsements",
    acts={
        "Endorsement": ("asked_by", "answered_by"),
    },
)
