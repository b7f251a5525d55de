"""What the room `qualifications` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Fate, Holding, Own

HOLDING = Holding(
    "qualifications",
    own=(Own("Award", "person", Fate.STAYS, ground="award"),),
    acts={
        "MicroQualification": ("created_by",),
        "Version": ("submitted_by", "edited_by", "taken_by"),
        "Remark": ("author",),
        "Judgement": ("by",),
        "Sheet": ("reviewer",),
        "Condition": ("set_by", "answered_by", "confirmed_by"),
        "Ballot": ("member",),
        "Minutes": ("recorded_by",),
        "Suspension": ("by",),
        "ReReview": ("opened_by", "decided_by"),
        "Award": ("conferred_by",),
    },
)
