"""What the room `identity` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Fate, Holding, Own

HOLDING = Holding(
    "identity",
    own=(Own("Check", "person", Fate.STAYS, ground="office", hidden=("recused",), doubled=True),),
    acts={"Check": ("decided_by", "withdrawn_by")},
)
