"""What the room `policy` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Holding

HOLDING = Holding(
    "policy",
    acts={
        "InForce": ("released_by", "approved_by"),
        "Waiver": ("person",),
        "WaiverRequest": ("asked_by", "answered_by"),
    },
)
