"""Propose that a standing decision goes on, after somebody has looked at both sides."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.offers import standings
from tanym.apps.offers.models import StandingDecision
from tanym.apps.offers.notices import ask_second
from tanym.apps.offers.permissions import TABLE
from tanym.apps.offers.proposing import Terms, check_terms, credits_of, target_now, write_source
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import Refused


def renew(
    *,
    actor: Person,
    at: datetime,
    standing: StandingDecision,
    revision: int | None,
    terms: Terms,
    counting_too: Collection[str] = (),
) -> StandingDecision:
    """A proposal with the same sources towards the discipline as it is now; nothing can be recognised that was not before.

    `counting_too` names the micro-qualifications whose newest version was found to count as well; of the others it
    stays out. Raises `Refused` (`offers.not-proposed` for one that never was in force, `offers.renewed-already`,
    `changed-meanwhile`), `InvalidValue` as `propose`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "renew", actor, today, at=standing.organisation)
    with transaction.atomic():
        old = StandingDecision.objects.select_for_update(no_key=True).get(pk=standing.pk)
        waiting = old.renewed_by.filter(ended_on=None).order_by("-pk").first()
        if waiting is not None:
            if waiting.proposed_by_id == actor.pk and waiting.until == terms.until:
                return waiting  # sent twice
            raise Refused("offers.renewed-already")
        if revision not in (None, old.revision):
            raise Refused("changed-meanwhile")
        if old.in_force_at is None:
            raise Refused("offers.not-proposed")
        now = {one["id"] for one in old.discipline.outcomes}
        possible = {key: [one for one in old.outcomes if one in now] for key in terms.sources}
        check_terms(terms, possible, today)
        target = target_now(old.discipline)
        outcomes = [one["id"] for one in old.discipline.outcomes if one["id"] in terms.outcomes]
        row = StandingDecision(
            organisation=old.organisation,
            discipline=old.discipline,
            outcomes=outcomes,
            credits=0,
            case=old.case,
            minutes_number=old.minutes_number,
            decided_on=old.decided_on,
            words=terms.words.strip(),
            since=terms.since,
            until=terms.until,
            renews=old,
            proposed_by=actor,
            proposed_at=at,
            **target,
        )
        row.credits = credits_of(row.case, outcomes, target["target"])
        row.save()
        for source in old.sources.select_related("micro_qualification"):
            of = source.micro_qualification
            newest = standings.newest_version(of)
            counts = [newest] if newest is not None and of.code in counting_too else []
            write_source(row, of, counts, before=source.covers)
        standings.decision_of(row)
        journal(
            actor=actor,
            at=at,
            action="offers.renew",
            subject=row.subject,
            details={"renews": str(old.public_id)},
        )
        ask_second(row, at=at)
        return row
