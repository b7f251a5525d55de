"""What the room `learning` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Fate, Holding, Own

HOLDING = Holding(
    "learning",
    own=(
        Own("Enrolment", "person", Fate.STAYS, ground="award"),
        Own("Result", "enrolment__person", Fate.STAYS, ground="award"),
        Own("Declaration", "enrolment__person", Fate.STAYS, ground="award"),
    ),
    acts={
        "Result": ("assessor",),
        "Declaration": ("assessor",),
    },
)
