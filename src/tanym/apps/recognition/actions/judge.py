"""Judge one outcome."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.assessing import declared, seat_of, to_mark
from tanym.apps.recognition.models import Judgement, RecognitionCase
from tanym.apps.recognition.pending import refresh
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import locked, note, own, repeated, require, touch
from tanym.apps.recognition.targets import levels_of, outcome_ids
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
    level: str = "",
) -> RecognitionCase:
    """Keep the assessor's own judgement of one outcome, always with reasons (AS-07); it may be changed until referral,
    and where several assess until it is handed in. `level` is that of the outcome's rubric, where it has one.

    Several judge at the same time, each for themselves, so what one keeps makes nobody else's page outdated. Raises
    `InvalidValue` (`judgement.unknown-outcome`, `judgement.answer`, `judgement.no-reasons`, `judgement.level`),
    `Refused("recognition.declare-first")` where the assessor has not said that there is no conflict of interest,
    `Refused("recognition.marks-submitted")` for what is not to be marked any more.
    """
    permit(TABLE, "judge", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        several = seat_of(found, actor) is not None
        act, sent = f"judge {outcome}"[:60], (achievement, reasons, level)
        if not several and repeated(found, actor=actor, act=act, revision=revision, sent=sent):
            return found
        require(of(found).guarded(found.stage, "every-outcome-judged"), found)
        own(found, "assessor", actor, at)
        if declared(found, actor) != "none":
            raise Refused("recognition.declare-first")
        if outcome not in outcome_ids(found):
            raise InvalidValue("judgement.unknown-outcome", outcome=outcome[:40])
        if several and outcome not in to_mark(found, actor):
            raise Refused("recognition.marks-submitted")
        if achievement not in {*Achievement}:
            raise InvalidValue("judgement.answer")
        if not reasons.strip():
            raise InvalidValue("judgement.no-reasons", outcome=outcome)
        if level and level not in {one["code"] for one in levels_of(found, outcome)}:
            raise InvalidValue("judgement.level", level=level[:40])
        Judgement.objects.update_or_create(
            case=found,
            outcome=outcome,
            assessor=actor,
            defaults={"achievement": achievement, "reasons": reasons.strip(), "level": level, "at": at},
        )
        if several:  # the others are blind: the journal says that there is a mark, not which
            refresh(found)
            note(found, actor=actor, at=at, verb="judge", details={"outcome": outcome})
            return found
        touch(found, actor=actor, act=act)
        details = {"outcome": outcome, "achievement": achievement}
        note(found, actor=actor, at=at, verb="judge", details=details)
        return found
