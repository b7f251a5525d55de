"""What the room `standards` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Holding

HOLDING = Holding(
    "standards",
    acts={
        "Edition": ("proposed_by", "adopted_by"),
        "Proposal": ("proposed_by", "decided_by"),
    },
)
