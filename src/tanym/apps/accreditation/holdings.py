"""What the room `accreditation` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Holding

HOLDING = Holding(
    "accreditation",
    acts={
        "Application": ("opened_by",),
        "Paper": ("by",),
        "Seat": ("expert", "chosen_by"),
        "Visit": ("by",),
        "Judgement": ("by",),
        "Decision": ("prepared_by", "decided_by"),
        "Condition": ("reported_by", "confirmed_by"),
        "Measure": ("proposed_by", "decided_by"),
        "Event": ("by",),
    },
)
