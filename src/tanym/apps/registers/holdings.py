"""What the room `registers` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Fate, Holding, Own

HOLDING = Holding(
    "registers",
    own=(
        Own("Entry", "person", Fate.STAYS, ground="register"),
        Own("Subscription", "by", Fate.GOES, ground="own", hidden=("challenge",)),
    ),
    acts={
        "Recorded": ("by", "second"),
        "Proposal": ("by", "decided_by"),
        "SentWarning": ("to",),
    },
)
