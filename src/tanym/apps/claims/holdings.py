"""What the room `claims` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Fate, Holding, Own

HOLDING = Holding(
    "claims",
    own=(Own("Claim", "award__person", Fate.TERM, ground="claim", hidden=("digest",)),),
)
