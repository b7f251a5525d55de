"""Propose a standing decision."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.offers import standings
from tanym.apps.offers.models import StandingDecision
from tanym.apps.offers.notices import ask_second
from tanym.apps.offers.panels import decided_well
from tanym.apps.offers.permissions import TABLE
from tanym.apps.offers.proposing import (
    Terms,
    check_terms,
    check_unchanged,
    credits_of,
    recognisable,
    target_now,
    write_source,
)
from tanym.apps.offers.queries import sources_among
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.appeals import check_final
from tanym.apps.recognition.casefile import decision_taken
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.proceedings import locked
from tanym.apps.recognition.statement import minutes_number
from tanym.core.kernel.errors import Refused


def propose(*, actor: Person, at: datetime, case: RecognitionCase, terms: Terms) -> StandingDecision:
    """Propose that what was decided in a case counts for everybody who holds the same; another person puts it in force.

    The same sent twice is proposed once. Only a decision that no appeal can change any more counts for
    others. Raises `Refused` (`offers.not-decided`, `offers.discipline-changed`, as `check_final`), `InvalidValue` as
    `check_terms` and the core.
    """
    today = timezone.localdate(at)
    permit(TABLE, "propose", actor, today, at=case.organisation)
    with transaction.atomic():
        found: RecognitionCase = locked(case)
        taken = decision_taken(found)
        if taken is None or found.discipline is None or not decided_well(found):
            raise Refused("offers.not-decided")
        check_final(found, today)
        check_unchanged(found, found.discipline)
        check_terms(terms, recognisable(found), today)
        outcomes = [one["id"] for one in found.target["outcomes"] if one["id"] in terms.outcomes]
        open_ones = StandingDecision.objects.filter(case=found, in_force_at=None, ended_on=None)
        if (twice := open_ones.filter(outcomes=outcomes, until=terms.until).first()) is not None:
            return twice
        row = StandingDecision.objects.create(
            organisation=found.organisation,
            discipline=found.discipline,
            outcomes=outcomes,
            credits=credits_of(found, outcomes, found.target),
            case=found,
            minutes_number=minutes_number(taken),
            decided_on=timezone.localdate(taken.decided_at),
            words=terms.words.strip(),
            since=terms.since,
            until=terms.until,
            proposed_by=actor,
            proposed_at=at,
            **target_now(found.discipline),
        )
        for of in sources_among(found):
            if of.code in terms.sources:
                items = found.evidence.filter(award__version__micro_qualification=of)
                versions = [one.award.version for one in items.select_related("award__version")]
                write_source(row, of, [one for one in versions if one is not None])
        standings.decision_of(row)
        journal(
            actor=actor,
            at=at,
            action="offers.propose",
            subject=row.subject,
            details={"case": found.number, "discipline": found.discipline.code},
        )
        ask_second(row, at=at)
        return row
