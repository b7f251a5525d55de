"""What the room `oauth` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Fate, Holding, Own

HOLDING = Holding(
    "oauth",
    own=(Own("Grant", "person", Fate.GOES, ground="own"),),
    apart=("Client", "Code", "Token", "PushedRequest"),
)
