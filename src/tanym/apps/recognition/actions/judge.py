"""Judge one outcome."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.casefile import outcome_ids
from tanym.apps.recognition.models import Judgement, RecognitionCase
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import locked, note, own, repeated, require, touch
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.recognition.judgement import Achievement


def judge(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    outcome: str,
    achievement: str,
    reasons: str,
) -> RecognitionCase:
    """Keep the assessor's own judgement of one outcome, always with reasons (AS-07); it may be changed until referral.

    Raises `InvalidValue` (`judgement.unknown-outcome`, `judgement.answer`, `judgement.no-reasons`),
    `Refused("recognition.declare-first")` where the assessor has not said that there is no conflict of interest.
    """
    permit(TABLE, "judge", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(
            found, actor=actor, act=f"judge {outcome}"[:60], revision=revision, sent=(achievement, reasons)
        ):
            return found
        require(of(found).guarded(found.stage, "every-outcome-judged"), found)
        own(found, "assessor", actor, at)
        if found.relation != "none":
            raise Refused("recognition.declare-first")
        if outcome not in outcome_ids(found):
            raise InvalidValue("judgement.unknown-outcome", outcome=outcome[:40])
        if achievement not in {*Achievement}:
            raise InvalidValue("judgement.answer")
        if not reasons.strip():
            raise InvalidValue("judgement.no-reasons", outcome=outcome)
        Judgement.objects.update_or_create(
            case=found,
            outcome=outcome,
            defaults={"achievement": achievement, "reasons": reasons.strip(), "assessor": actor, "at": at},
        )
        touch(found, actor=actor, act=f"judge {outcome}"[:60])
        note(
            found, actor=actor, at=at, verb="judge", details={"outcome": outcome, "achievement": achievement}
        )
        return found
