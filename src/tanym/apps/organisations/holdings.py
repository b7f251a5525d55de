"""What the room `organisations` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Fate, Holding, Own

HOLDING = Holding(
    "organisations",
    own=(
        Own("Membership", "person", Fate.STAYS, ground="office"),
        Own("Invitation", "accepted_by", Fate.STAYS, ground="office", hidden=("digest",)),
    ),
    acts={
        "Organisation": ("founded_by",),
        "Invitation": ("invited_by",),
    },
)
