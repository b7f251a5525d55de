"""What the room `consultation` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Fate, Holding, Own

HOLDING = Holding(
    "consultation",
    own=(
        Own("Contribution", "author", Fate.STAYS, ground="public"),
        Own("Reply", "person", Fate.STAYS, ground="public"),
    ),
    acts={
        "Consultation": ("opened_by", "closed_by"),
        "Group": ("recorder",),
        "Answer": ("by",),
        "Contribution": ("moderated_by",),
        "Partner": ("person",),
        "SideBySide": ("changed_by",),
        "Note": ("by",),
        "Recommendation": ("by",),
        "Proposal": ("by",),
    },
    apart=("Meeting", "MeetingDocument"),
)
