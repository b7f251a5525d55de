"""What the room `workshop` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Fate, Holding, Own

HOLDING = Holding(
    "workshop",
    own=(Own("Subscription", "person", Fate.GOES, ground="own", doubled=True),),
    acts={
        "PackDraft": ("opened_by", "submitted_by", "approved_by"),
        "DraftEntry": ("editor",),
        "DraftAuthor": ("person",),
    },
)
