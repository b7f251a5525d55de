"""Put evidence for a condition of a conditional recognition."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.evaluation.conditions import MET, standings
from tanym.apps.evaluation.models import Evaluation, Fulfilment
from tanym.apps.evaluation.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.portfolio.models import Item
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.notices import announce, tell_office
from tanym.apps.recognition.proceedings import locked, repeated, take
from tanym.apps.recognition.snapshots import snapshot
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted, Refused


def show_condition(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    number: int,
    words: str,
    item: Item | None = None,
) -> RecognitionCase:
    """Say how a condition is met, with a piece of the own portfolio where there is one; the office has it from then on.

    The time to meet it stands still until the answer. Raises `NotFound("evaluation.no-condition")`,
    `InvalidValue("evaluation.condition-words")`, `Refused("evaluation.condition-met")`, `NotPermitted("evidence.not-yours")`,
    and as `advance`.
    """
    permit(TABLE, "show_condition", actor, timezone.localdate(at), owner=case.claimant)
    if item is not None and item.owner_id != case.claimant_id:
        raise NotPermitted("evidence.not-yours")
    with transaction.atomic():
        found: RecognitionCase = locked(case)
        kept = Evaluation.objects.select_for_update(no_key=True).filter(case=found).first()
        sent = (number, words, item and item.pk)
        if repeated(found, actor=actor, act="show-condition", revision=revision, sent=sent):
            return found
        known = {one.number: one for one in standings(found, kept)}
        if kept is None or number not in known:
            raise NotFound("evaluation.no-condition")
        if known[number].state == MET:
            raise Refused("evaluation.condition-met")
        if not words.strip():
            raise InvalidValue("evaluation.condition-words")
        made = None
        if item is not None:
            made = found.evidence.filter(kept=item).first() or snapshot(found, item, at=at, outcomes=())
        Fulfilment.objects.create(evaluation=kept, number=number, words=words.strip(), item=made, shown_at=at)
        moved = take(found, actor=actor, at=at, step="show-condition")
        announce(found, moved, at=at)
        tell_office(found, at=at, code="evaluation.ask-condition")
        return found
