"""Take up the review of a design, or give it up, so that reviewers know who has it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications import approval, reviewing
from tanym.apps.qualifications.drafting import locked
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.permissions import AT_CENTRE
from tanym.apps.qualifications.queries import subject_of
from tanym.core.kernel.errors import Refused


def take_up(*, actor: Person, at: datetime, version: Version, give_up: bool = False) -> Version:
    """The reviewer has it until it is answered or given up; a second click changes nothing.

    Raises `Refused`: `case.not-now`, `review.taken` (another reviewer has it), `review.conflict`, `review.signed` (who
    has signed the first sheet is not the second reviewer); `NotPermitted`.
    """
    on = timezone.localdate(at)
    permit(AT_CENTRE, "take_up", actor, on, at=organisation(approval.centre()))
    with transaction.atomic():
        kept = locked(version)
        if kept.stage not in reviewing.STAGES:
            raise Refused("case.not-now", step="take-up", stage=kept.stage)
        if kept.taken_by_id not in (None, actor.pk):
            raise Refused("review.taken")
        if (kept.taken_by_id == actor.pk) is not give_up:  # a second click
            return kept
        if not give_up:
            if approval.conflicted(kept, actor, on):
                raise Refused("review.conflict")
            reviewing.sheet_to_fill(kept, actor)
        kept.taken_by = None if give_up else actor
        kept.save(update_fields=["taken_by"])
        journal(
            actor=actor,
            at=at,
            action="qualifications.take_up",
            subject=subject_of(kept),
            details={"given_up": give_up},
        )
        return kept
