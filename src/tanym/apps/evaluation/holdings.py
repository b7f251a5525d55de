"""What the room `evaluation` keeps about people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tanym.apps.accounts.holdings import Fate, Holding, Own
from tanym.apps.evaluation.models import Evaluation, Fulfilment, Hearing
from tanym.apps.recognition.disclosure import is_settled

CASE = "recognition.case:"


def _clear(subject: str, at: datetime) -> int:
    """What stood in for papers, answers to questions and what was heard; what was put for a condition and answered."""
    if not subject.startswith(CASE):
        return 0
    case = subject.removeprefix(CASE)
    rows = Evaluation.objects.filter(case__public_id=case).update(questionnaire={})
    rows += Fulfilment.objects.filter(evaluation__case__public_id=case).update(words="", answer="")
    return rows + Hearing.objects.filter(evaluation__case__public_id=case).update(said={}, agreed="")


def _settled_case(row: Evaluation) -> bool:
    return is_settled(row.case)


def _settled(row: Any) -> bool:
    return is_settled(row.evaluation.case)


HOLDING = Holding(
    "evaluation",
    own=(
        Own(
            "Evaluation",
            "case__claimant",
            Fate.TERM,
            ground="case",
            term="keep.cases",
            later=("considered", "form", "form_says", "conditions", "ground", "statement", "fraud_evidence"),
            settled=_settled_case,
        ),
        Own(
            "Finding",
            "evaluation__case__claimant",
            Fate.TERM,
            ground="case",
            term="keep.cases",
            later=("rating", "said", "value", "because"),
            settled=_settled,
        ),
        Own("StatusSource", "evaluation__case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("AuthenticityCheck", "evaluation__case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own(
            "Difference",
            "evaluation__case__claimant",
            Fate.TERM,
            ground="case",
            term="keep.cases",
            later=("in_what", "obstacle", "evidence", "bridge"),
            settled=_settled,
        ),
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
