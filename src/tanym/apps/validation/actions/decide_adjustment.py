"""Decide on an adjustment."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.proceedings import note
from tanym.apps.validation.models import Adjustment
from tanym.apps.validation.notices import tell_of_case
from tanym.apps.validation.permissions import TABLE
from tanym.core.kernel.errors import InvalidValue, Refused

DECISIONS = ("granted", "partly", "refused")


def decide_adjustment(
    *, actor: Person, at: datetime, adjustment: Adjustment, decision: str, reasons: str
) -> Adjustment:
    """Grant it, grant it in part, or refuse it, always with reasons (AS-11).

    Raises `InvalidValue` (`validation.adjustment-decision`, `validation.adjustment-reasons`),
    `Refused("validation.adjustment-decided")`.
    """
    case = adjustment.route.case
    permit(TABLE, "decide_adjustment", actor, timezone.localdate(at), at=case.organisation)
    if decision not in DECISIONS:
        raise InvalidValue("validation.adjustment-decision")
    if not reasons.strip():
        raise InvalidValue("validation.adjustment-reasons")
    with transaction.atomic():
        found = Adjustment.objects.select_for_update(no_key=True).get(pk=adjustment.pk)
        if found.decision:
            if (found.decision, found.reasons, found.decided_by_id) == (decision, reasons.strip(), actor.pk):
                return found  # sent twice
            raise Refused("validation.adjustment-decided")
        found.decision, found.reasons = decision, reasons.strip()
        found.decided_by, found.decided_at = actor, at
        found.save(update_fields=["decision", "reasons", "decided_by", "decided_at"])
        note(case, actor=actor, at=at, verb="decide_adjustment", details={"decision": decision})
        tell_of_case(case.claimant, "validation.adjustment", case, at=at)
        return found
