"""What the room `evaluation` keeps about people."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.holdings import Fate, Holding, Own
from tanym.apps.evaluation.models import Evaluation, Hearing

CASE = "recognition.case:"


def _clear(subject: str, at: datetime) -> int:
    """What stood in for papers: answers to questions, and what was heard."""
    if not subject.startswith(CASE):
        return 0
    case = subject.removeprefix(CASE)
    rows = Evaluation.objects.filter(case__public_id=case).update(questionnaire={})
    return rows + Hearing.objects.filter(evaluation__case__public_id=case).update(said={}, agreed="")


HOLDING = Holding(
    "evaluation",
    own=(
        Own("Evaluation", "case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("Finding", "evaluation__case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("StatusSource", "evaluation__case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("AuthenticityCheck", "evaluation__case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("Difference", "evaluation__case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("Fulfilment", "evaluation__case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("Hearing", "evaluation__case__claimant", Fate.TERM, ground="case", term="keep.cases"),
    ),
    acts={
        "Evaluation": ("routed_by", "fraud_found_by", "fraud_confirmed_by"),
        "Finding": ("by",),
        "StatusSource": ("by",),
        "AuthenticityCheck": ("by",),
        "Difference": ("by",),
        "Fulfilment": ("answered_by",),
        "Hearing": ("by",),
        "Hearer": ("person",),
    },
    clear=_clear,
)
