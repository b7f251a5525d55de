"""What the room `simulation` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Holding

HOLDING = Holding(
    "simulation",
    acts={
        "Simulation": ("started_by",),
    },
)
