"""Put a standing decision in force."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.clocks.proceedings import code
from tanym.apps.offers import standings
from tanym.apps.offers.models import StandingDecision
from tanym.apps.offers.notices import tell_proposer
from tanym.apps.offers.permissions import TABLE
from tanym.apps.offers.queries import recognises
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.appeals import check_final
from tanym.apps.recognition.proceedings import locked
from tanym.core.kernel.errors import Refused
from tanym.core.recognition.standing import check_second


def put_in_force(
    *, actor: Person, at: datetime, standing: StandingDecision, revision: int | None
) -> StandingDecision:
    """From its first day on, everybody who holds its sources can take it. What it renews ends where it begins.

    Raises `NotPermitted("standing.second-person")` for who proposed it, `Refused`: `offers.not-proposed`,
    `offers.changed-since`, `offers.over`, `recognition.not-entitled`, `changed-meanwhile`, as `check_final`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "put_in_force", actor, today, at=standing.organisation)
    with transaction.atomic():
        row = StandingDecision.objects.select_for_update(no_key=True).get(pk=standing.pk)
        if row.in_force_by_id == actor.pk:
            return row  # sent twice
        if revision not in (None, row.revision):
            raise Refused("changed-meanwhile")
        check_second(code(row.proposed_by), code(actor))
        if row.in_force_at is not None or row.ended_on is not None:
            raise Refused("offers.not-proposed")
        if row.until < today:
            raise Refused("offers.over", until=row.until.isoformat())
        if not recognises(row.organisation, today):
            raise Refused("recognition.not-entitled", on=today.isoformat())
        if standings.broken_since(row) is not None:
            raise Refused("offers.changed-since")
        check_final(locked(row.case), today)
        row.in_force_by, row.in_force_at = actor, at
        row.revision += 1
        row.save()
        if row.renews is not None and row.renews.ended_on is None:
            before = StandingDecision.objects.select_for_update(no_key=True).get(pk=row.renews_id)
            before.ended_on, before.ended_by = max(today, row.since), actor
            before.revision += 1
            before.save()
        journal(actor=actor, at=at, action="offers.put_in_force", subject=row.subject, details={})
        tell_proposer(row, at=at)
        return row
