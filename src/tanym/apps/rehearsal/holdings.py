"""What the room `rehearsal` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Holding

HOLDING = Holding(
    "rehearsal",
    acts={
        "Rehearsal": ("officer",),
        "Player": ("person",),
    },
)
