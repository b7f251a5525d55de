"""What the room `backpack` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Fate, Holding, Own

HOLDING = Holding(
    "backpack",
    own=(
        Own("ImportedCredential", "owner", Fate.GOES, ground="own", doubled=True),
        Own("HostProfile", "person", Fate.GOES, ground="own", doubled=True),
        Own(
            "Connection",
            "person",
            Fate.GOES,
            ground="own",
            hidden=("sealed_verifier", "sealed_token", "state"),
            doubled=True,
        ),
    ),
)
