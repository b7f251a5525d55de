"""What the room `validation` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Fate, Holding, Own

HOLDING = Holding(
    "validation",
    own=(
        Own("CohortMember", "person", Fate.GOES, ground="own", doubled=True),
        Own("Route", "case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("SelfDescription", "route__case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("ChosenMethod", "route__case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("AssessmentWord", "route__case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("Guidance", "person", Fate.TERM, ground="case", term="keep.cases"),
        Own("GuidanceNote", "guidance__person", Fate.TERM, ground="case", term="keep.cases"),
        Own("Talk", "guidance__person", Fate.TERM, ground="case", term="keep.cases"),
        Own("Plan", "case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("PlanLine", "plan__case__claimant", Fate.TERM, ground="case", term="keep.cases"),
    ),
    acts={
        "Cohort": ("made_by",),
        "ChosenMethod": ("by",),
        "AssessmentWord": ("by",),
        "Guidance": ("adviser",),
        "GuidanceNote": ("by",),
        "Talk": ("offered_by",),
        "Plan": ("given_by",),
    },
)
