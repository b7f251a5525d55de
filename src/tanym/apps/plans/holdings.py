"""What the room `plans` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Holding

HOLDING = Holding(
    "plans",
    acts={
        "ActionPlan": ("created_by", "adopted_by"),
        "ActionItem": ("lead", "changed_by"),
        "ItemChange": ("by",),
        "ProgressReport": ("by", "reviewed_by"),
        "SentReminder": ("to",),
    },
)
