"""What the room `offers` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Fate, Holding, Own

HOLDING = Holding(
    "offers",
    own=(Own("Taking", "person", Fate.TERM, ground="case", term="keep.cases"),),
    acts={
        "StandingDecision": ("proposed_by", "in_force_by", "ended_by"),
    },
)
