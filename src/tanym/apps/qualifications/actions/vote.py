"""Vote in the committee on a design."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications import approval, committee, reviewing
from tanym.apps.qualifications.drafting import locked
from tanym.apps.qualifications.models import Ballot, Version
from tanym.apps.qualifications.permissions import AT_COMMITTEE
from tanym.apps.qualifications.queries import subject_of
from tanym.core.kernel.errors import Refused
from tanym.core.qualifications.review import COMMITTEE


def vote(*, actor: Person, at: datetime, version: Version, verdict: str, reasons: str) -> Ballot:
    """Each member votes once for what should follow, with reasons; until the decision the vote may be changed.

    Raises `InvalidValue` (`review.recommendation`, `review.too-long`, `design.no-reason`), `Refused`:
    `case.not-now` outside the committee's stage, `committee.not-seated` for who has a conflict of interest or has
    reviewed the design; `NotPermitted`.
    """
    on = timezone.localdate(at)
    permit(AT_COMMITTEE, "vote", actor, on, at=organisation(approval.centre()))
    wanted, why = reviewing.read_recommendation(verdict), reviewing.written(reasons)
    with transaction.atomic():
        kept = locked(version)
        if kept.stage != COMMITTEE:
            raise Refused("case.not-now", step="vote", stage=kept.stage)
        if actor.pk not in {one.pk for one in committee.members(kept, on)}:
            raise Refused("committee.not-seated")
        given = {"verdict": str(wanted), "reasons": why}
        before = Ballot.objects.filter(version=kept, round=kept.round, member=actor, **given).first()
        if before is not None:  # a second click
            return before
        ballot, _new = Ballot.objects.update_or_create(
            version=kept, round=kept.round, member=actor, defaults={**given, "at": at}
        )
        journal(
            actor=actor,
            at=at,
            action="qualifications.vote",
            subject=subject_of(kept),
            details={"verdict": ballot.verdict},
        )
        return ballot
