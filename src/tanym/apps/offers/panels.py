"""What standing decisions show on pages of recognition: of a case, of a discipline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from tanym.apps.accounts.words import say
from tanym.apps.offers.queries import in_force, proposed_from, sources_among, taking_of
from tanym.apps.organisations.queries import holds
from tanym.apps.qualifications.models import Discipline
from tanym.apps.recognition.appeals import check_final
from tanym.apps.recognition.casefile import decision_taken
from tanym.apps.recognition.tracks import SHOWN, SIDE, WORK, Panel
from tanym.core.kernel.errors import Refused
from tanym.core.recognition.appeal import AppealResult
from tanym.core.recognition.decision import Result


def panels(request: HttpRequest, case: Any, side: str) -> Sequence[Panel]:
    """By which standing decision a case was decided; to the secretary the way to make one of a decided case."""
    if (taking := taking_of(case)) is not None:
        return [Panel("offers/_taken.html", {"row": taking.standing}, SHOWN)]
    if side == WORK and _may_propose(request, case):
        return [Panel("offers/_propose.html", _proposal(case), SIDE)]
    return []


def towards(discipline: Discipline, on: date) -> Sequence[Panel]:
    """With what one can come to a discipline."""
    found = in_force(on, discipline=discipline)
    return [Panel("offers/_towards.html", {"offers": found})] if found else []


def _may_propose(request: HttpRequest, case: Any) -> bool:
    if not holds(request.user, "secretary", case.organisation, timezone.localdate()):
        return False
    return decided_well(case) and bool(sources_among(case))


def _proposal(case: Any) -> dict[str, Any]:
    return {"case": case, "made": proposed_from(case), "not_yet": not_yet(case, timezone.localdate())}


def not_yet(case: Any, on: date) -> str:
    """Why nothing can be proposed from a decided case yet; empty where its decision is final."""
    try:
        check_final(case, on)
    except Refused as refused:
        return say(refused.code, **refused.details)
    return ""


def decided_well(case: Any) -> bool:
    """Whether the decision that holds in a case recognised something: only such a one can count for others."""
    decision = decision_taken(case)
    if decision is None or case.rehearsal or decision.commission_id is None:
        return False
    found = decision.content.get("instead") or decision.content
    return decision.result != AppealResult.REMIT and found["result"] in (Result.RECOGNISE, Result.IN_PART)
