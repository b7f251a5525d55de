"""What the room `exams` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Fate, Holding, Own

HOLDING = Holding(
    "exams",
    own=(Own("Examination", "case__claimant", Fate.TERM, ground="case", term="keep.cases"),),
    acts={
        "Offer": ("published_by",),
        "Examination": ("conducted_by",),
        "Transfer": ("made_by", "uploaded_by"),
    },
    apart=("PlatformEntry",),
)
