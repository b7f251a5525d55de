"""What the room `jobs` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Fate, Holding, Own

HOLDING = Holding(
    "jobs",
    own=(Own("Job", "started_by", Fate.TERM, ground="work"),),
    apart=("Piece",),
)
