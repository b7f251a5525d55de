"""Answer whether a condition of a conditional recognition is met."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.evaluation.conditions import MET, NOT_SHOWN, SHOWN, standings
from tanym.apps.evaluation.models import Evaluation
from tanym.apps.evaluation.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.deciding import carry_out, hold_awards
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.proceedings import locked, own, repeated, take
from tanym.core.kernel.errors import InvalidValue, Refused


def answer_condition(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    met: bool,
    words: str,
) -> RecognitionCase:
    """Confirm what was put for a condition, or say why it does not show it yet.

    The last one confirmed ends the case; the statement is issued anew with the state of every condition. Raises
    `Refused("evaluation.nothing-shown")`, `InvalidValue("evaluation.condition-because")` where it is not confirmed
    without a reason, and as `advance`.
    """
    permit(TABLE, "answer_condition", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found: RecognitionCase = locked(case)
        kept = Evaluation.objects.select_for_update(no_key=True).filter(case=found).first()
        if repeated(found, actor=actor, act="answer-condition", revision=revision, sent=(met, words)):
            return found
        own(found, "secretary", actor, at)
        known = standings(found, kept)
        shown = next((one.latest for one in known if one.state == SHOWN), None)
        if shown is None or found.stage != "condition":
            raise Refused("evaluation.nothing-shown")
        if not met and not words.strip():
            raise InvalidValue("evaluation.condition-because")
        hold_awards(found)
        shown.state, shown.answer = MET if met else NOT_SHOWN, words.strip()
        shown.answered_by, shown.answered_at = actor, at
        shown.save()
        left = any(one.state != MET for one in standings(found, kept))
        step = "condition-not-shown" if not met else "confirm-condition" if left else "confirm-last-condition"
        moved = take(found, actor=actor, at=at, step=step, reasons=words.strip())
        found.last_act = {**found.last_act, "act": "answer-condition"}
        found.save(update_fields=["last_act"])
        carry_out(found, moved, actor=actor, at=at)
        announce(found, moved, at=at)
        return found
