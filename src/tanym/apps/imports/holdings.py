"""What the room `imports` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Holding

HOLDING = Holding(
    "imports",
    acts={
        "Batch": ("uploaded_by", "seconded_by"),
    },
)
