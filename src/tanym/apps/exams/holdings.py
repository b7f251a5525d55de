"""What the room `exams` keeps about people."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Fate, Holding, Own
from tanym.apps.exams.models import Examination
from tanym.apps.recognition.disclosure import is_settled


def _settled(row: Examination) -> bool:
    return is_settled(row.case)


HOLDING = Holding(
    "exams",
    own=(
        Own(
            "Examination",
            "case__claimant",
            Fate.TERM,
            ground="case",
            term="keep.cases",
            later=("recommendations", "retake"),
            settled=_settled,
        ),
    ),
    acts={
        "Offer": ("published_by",),
        "Examination": ("conducted_by",),
        "Transfer": ("made_by", "uploaded_by"),
    },
    apart=("PlatformEntry",),
)
