"""End a standing decision, or take back a proposal."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.offers.models import StandingDecision
from tanym.apps.offers.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import InvalidValue, Refused


def end(
    *, actor: Person, at: datetime, standing: StandingDecision, revision: int | None, reasons: str
) -> StandingDecision:
    """Nobody can take it from today on; who took it before keeps what it gave.

    Raises `InvalidValue("offers.no-reasons")`, `Refused` (`offers.ended`, `changed-meanwhile`).
    """
    today = timezone.localdate(at)
    permit(TABLE, "end", actor, today, at=standing.organisation)
    with transaction.atomic():
        row = StandingDecision.objects.select_for_update(no_key=True).get(pk=standing.pk)
        if row.ended_by_id == actor.pk and row.ended_because == reasons.strip():
            return row  # sent twice
        if row.ended_on is not None and row.ended_on <= today:
            raise Refused("offers.ended")
        if revision not in (None, row.revision):
            raise Refused("changed-meanwhile")
        if not reasons.strip():
            raise InvalidValue("offers.no-reasons")
        row.ended_on, row.ended_by, row.ended_because = today, actor, reasons.strip()
        row.revision += 1
        row.save()
        journal(actor=actor, at=at, action="offers.end", subject=row.subject, details={})
        return row
