"""One appeal after another: which decision an appeal is against, and what its end makes of the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from tanym.apps.accounts.words import day
from tanym.apps.recognition.casefile import appeal_decision, appeal_until, was_decided
from tanym.apps.recognition.models import Appeal, Commission, Decision, RecognitionCase
from tanym.apps.recognition.pinning import state_of
from tanym.apps.recognition.reading import stage_words
from tanym.core.kernel.errors import Refused
from tanym.core.procedures.people import with_acts_of
from tanym.core.procedures.state import to_json
from tanym.core.recognition.appeal import AppealResult


@dataclass(frozen=True, slots=True)
class ShownAppeal:
    """An appeal as its claimant reads it: where it stands and, once it is decided, why so."""

    appeal: Appeal
    stage: Mapping[str, str]
    reasons: str


def appeals_shown(case: RecognitionCase) -> list[ShownAppeal]:
    """The appeals of a case, the latest first."""
    found = []
    for one in reversed(case.appeals.all()):
        decided = appeal_decision(one) if was_decided(one) else None
        found.append(ShownAppeal(one, stage_words(one), decided.reasons if decided else ""))
    return found


def decision_to_appeal(case: RecognitionCase) -> Decision | None:
    """The latest decision of the case itself: what an appeal would be against."""
    return case.decisions.exclude(result__in=[*AppealResult]).order_by("decided_at", "pk").last()


def appealed(case: RecognitionCase) -> bool:
    """Whether the latest decision of the case itself was appealed against: that is done once."""
    return case.appeals.filter(against=decision_to_appeal(case)).exists()


def under_appeal(case: RecognitionCase) -> bool:
    """Whether an appeal of the case is still open."""
    return any(one.ended_on is None for one in case.appeals.all())


def check_final(case: RecognitionCase, on: date) -> None:
    """Raise `Refused` where the decision of a case can still change: `recognition.under-appeal`, `recognition.can-be-appealed`
    with the last day on which an appeal can be lodged."""
    if under_appeal(case):
        raise Refused("recognition.under-appeal")
    until = appeal_until(case)
    if until is not None and on <= until:
        raise Refused("recognition.can-be-appealed", until=day(until, get_language() or "kk"))


def heard_by(commission: Commission) -> Appeal | None:
    """The appeal whose panel this commission is; None for the commission of the case itself."""
    return next(
        (
            one
            for one in commission.case.appeals.all()
            if (one.case["procedure"], one.round) == (commission.procedure, commission.round)
        ),
        None,
    )


def give_back(case: RecognitionCase, appeal: Appeal) -> None:
    """Have the case know who acted in its appeal, and count what is decided anew; it is not saved.

    Whoever heard the appeal can then not act in the case for those who decide, nor for the claimant: they have taken
    another side. A decision that was remitted holds no more.
    """
    case.case = to_json(with_acts_of(state_of(case), state_of(appeal)))
    decided = appeal_decision(case)
    if decided is not None and decided.result is AppealResult.REMIT:
        case.round += 1
        case.decided_on = None
