"""Earlier decisions on the same learning towards the same discipline, shown before a case is decided (RC-20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tanym.apps.recognition.casefile import commission_of, decision_of
from tanym.apps.recognition.models import Decision, RecognitionCase
from tanym.core.recognition.appeal import AppealResult
from tanym.core.recognition.decision import CommissionDecision
from tanym.core.recognition.facts import Precedents

MOST = 20
"""The earlier decisions that are compared: the latest ones tell how the organisation decides now."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A similar case as a commission reads it: what was decided and when, and nothing about the person."""

    decided_on: date
    result: str
    recognised: int
    of: int
    otherwise: bool


def earlier(case: RecognitionCase, found: CommissionDecision | None) -> list[Earlier]:
    """The latest decisions towards the discipline that rested on an award of the same micro-qualification.

    `otherwise` says that the result differs from the one in these minutes.
    """
    return [
        Earlier(
            decided_on=timezone.localdate(taken.decided_at),
            result=str(decision.result),
            recognised=len(decision.recognised),
            of=len(decision.findings),
            otherwise=found is not None and decision.result is not found.result,
        )
        for taken, decision in _similar(case)
    ]


def precedents(case: RecognitionCase, on: date) -> Precedents:
    """What the search for similar cases gave, as the rules read it; it is made whenever they are asked."""
    commission = commission_of(case)
    draft = commission.draft if commission else {}
    found = decision_of(draft) if draft else None
    similar = [(str(taken.case.public_id), decision) for taken, decision in _similar(case)]
    return Precedents(
        searched_on=found.on if found else on,
        found=frozenset(name for name, _ in similar),
        otherwise=frozenset(name for name, one in similar if found and one.result is not found.result),
        deviation=draft.get("deviation", ""),
    )


def _similar(case: RecognitionCase) -> list[tuple[Decision, CommissionDecision]]:
    same = case.evidence.exclude(award__version=None).values("award__version__micro_qualification")
    if not same:
        return []
    taken = (
        Decision.objects.filter(
            case__target_ref=case.target_ref,
            case__rehearsal=False,
            case__evidence__award__version__micro_qualification__in=same,
        )
        .exclude(case=case)
        .exclude(result=AppealResult.UPHOLD)
        .select_related("case")
        .order_by("-decided_at", "-pk")
        .distinct()[:MOST]
    )
    latest: dict[int, Decision] = {}
    for one in taken:  # of a case the decision that holds: an appeal's reversal is the later one
        latest.setdefault(one.case_id, one)
    return [(one, decision_of(one.content.get("instead") or one.content)) for one in latest.values()]
