"""Settle a group's proposal in the plenary."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.consultation.models import Contribution, Proposal, Recommendation
from tanym.apps.consultation.permissions import require
from tanym.apps.consultation.proceeding import clean, current, following, lines, locked, note
from tanym.core.consultation.adopting import How, Settled, Tally, check_adoption
from tanym.core.consultation.contribution import LONGEST_TEXT
from tanym.core.kernel.errors import InvalidValue, Refused


def settle(
    *,
    actor: Person,
    at: datetime,
    proposal: Proposal,
    settled: Settled,
    revision: int,
    texts: Mapping[str, str],
    addressee: str = "",
    how: How = How.CONSENSUS,
    votes: Tally | None = None,
    reason: str = "",
    contributions: Collection[Contribution] = (),
) -> Proposal:
    """Adopt, amend or leave it; what is adopted becomes a recommendation with its origin.

    Raises `NotPermitted`, `Refused("changed-meanwhile" | "consultation.settled-already" | "consultation.closed")`,
    `InvalidValue` as `check_adoption`, `consultation.addressee`, `consultation.nothing-chosen`.
    """
    consultation = proposal.group.meeting.consultation
    require("settle", actor, timezone.localdate(at), consultation)
    with transaction.atomic():
        of = locked(consultation, at)
        found = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
        if found.settled:
            raise Refused("consultation.settled-already")
        current(found, revision)
        counted = votes or Tally()
        kept = clean(texts)
        for text in (*kept.values(), reason):
            if len(text) > LONGEST_TEXT:
                raise InvalidValue("consultation.text-too-long", most=LONGEST_TEXT, given=len(text))
        check_adoption(settled, how, counted, kept, proposed=found.text, reason=reason)
        if settled is not Settled.LEFT:
            if not addressee.strip() or len(addressee) > 300:
                raise InvalidValue("consultation.addressee")
            if any(one.consultation_id != of.pk for one in contributions):
                raise InvalidValue("consultation.nothing-chosen")
            made = Recommendation.objects.create(
                consultation=of,
                number=following(of.recommendations),
                texts=kept,
                addressee=addressee.strip(),
                how=how,
                votes={"yes": counted.yes, "no": counted.no, "abstained": counted.abstained}
                if how is How.VOTE
                else {},
                adopted_on=timezone.localdate(at),
                by=actor,
            )
            made.contributions.set(contributions)
            found.recommendation = made
        found.settled, found.settled_at, found.because = settled, at, lines(reason)
        found.revision += 1
        found.save()
        note(
            of,
            actor=actor,
            at=at,
            verb="settle",
            subject=f"proposal:{found.public_id}",
            details={"settled": settled},
        )
        return found
