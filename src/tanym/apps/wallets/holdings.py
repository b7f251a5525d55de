"""What the room `wallets` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Fate, Holding, Own

HOLDING = Holding(
    "wallets",
    own=(
        Own("Offer", "credential__holder", Fate.GOES, ground="own", hidden=("reference",)),
        Own("Copy", "credential__holder", Fate.STAYS, ground="award"),
    ),
    acts={
        "Question": ("asked_by",),
    },
)
