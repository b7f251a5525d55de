"""Decide on an adjustment."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.adjustments import DECISIONS
from tanym.apps.recognition.models import Adjustment, RecognitionCase
from tanym.apps.recognition.notices import address_of, ask_to_act
from tanym.apps.recognition.pending import OFFICE
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.proceedings import locked, note, parties, repeated, touch
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused


def decide_adjustment(
    *,
    actor: Person,
    at: datetime,
    adjustment: Adjustment,
    revision: int | None,
    decision: str,
    reasons: str,
) -> RecognitionCase:
    """Grant it, grant it in part, or refuse it, always with reasons that the claimant reads (AS-11).

    Raises `InvalidValue` (`recognition.adjustment-decision`, `recognition.adjustment-reasons`),
    `Refused("recognition.adjustment-decided")`, `NotPermitted("case.not-yours")`.
    """
    permit(TABLE, "decide_adjustment", actor, timezone.localdate(at), at=adjustment.case.organisation)
    with transaction.atomic():
        case: RecognitionCase = locked(adjustment.case)
        sent = (adjustment.pk, decision, reasons)
        if repeated(case, actor=actor, act="decide-adjustment", revision=revision, sent=sent):
            return case
        if not OFFICE & {*parties(case, actor, timezone.localdate(at))}:
            raise NotPermitted("case.not-yours", step="", party="secretary")
        found = Adjustment.objects.select_for_update(no_key=True).get(pk=adjustment.pk)
        if found.decision:
            if (found.decision, found.reasons, found.decided_by_id) == (decision, reasons.strip(), actor.pk):
                return case  # sent twice
            raise Refused("recognition.adjustment-decided")
        if decision not in DECISIONS:
            raise InvalidValue("recognition.adjustment-decision")
        if not reasons.strip():
            raise InvalidValue("recognition.adjustment-reasons")
        found.decision, found.reasons = decision, reasons.strip()
        found.decided_by, found.decided_at = actor, at
        found.save(update_fields=["decision", "reasons", "decided_by", "decided_at"])
        touch(case, actor=actor, act="decide-adjustment")
        note(case, actor=actor, at=at, verb="decide_adjustment", details={"decision": decision})
        ask_to_act(
            case.claimant, case, at=at, code="recognition.adjustment-answered", address=address_of(case)
        )
        return case
