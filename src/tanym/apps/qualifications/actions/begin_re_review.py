"""Begin the periodic re-review of an approved version."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.clocks import proceedings
from tanym.apps.clocks.proceedings import code
from tanym.apps.organisations.permissions import may, permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications import approval
from tanym.apps.qualifications.drafting import locked
from tanym.apps.qualifications.models import ReReview, Version
from tanym.apps.qualifications.permissions import AT_CENTRE, AT_OWNER, about
from tanym.apps.qualifications.queries import re_review_of, subject_of
from tanym.apps.qualifications.re_review_terms import put
from tanym.core.kernel.errors import Refused

RE_REVIEW = "re-review"


def begin_re_review(*, actor: Person, at: datetime, version: Version) -> ReReview:
    """A reviewer begins it, or an author of the owner asks for it, at any time; one that runs is given back.

    Raises `Refused("re-review.not-published")`, `NotPermitted`, and `Refused("clock.length-not-given")` where no pack
    gives the time for it.
    """
    on = timezone.localdate(at)
    if not may(AT_CENTRE, "begin_re_review", actor, on, at=organisation(approval.centre())):
        permit(
            AT_OWNER, "ask_re_review", actor, on, at=version.micro_qualification.owner, about=about(version)
        )
    with transaction.atomic():
        kept = locked(version)
        running = re_review_of(kept)
        if running is not None:
            return running
        if kept.stage not in ("approved", "suspended") or kept.retired_on:
            raise Refused("re-review.not-published")
        author = kept.submitted_by or kept.edited_by
        state = proceedings.opened(
            approval.centre(), RE_REVIEW, people={approval.AUTHOR: [code(author)]}, at=at, on=on
        )
        begun = ReReview(version=kept, opened_at=at, opened_by=actor)
        put(begun, state, at=at)
        begun.save()
        journal(
            actor=actor,
            at=at,
            action="qualifications.begin_re_review",
            subject=subject_of(kept),
            details={"re_review": str(begun.public_id)},
        )
        return begun
