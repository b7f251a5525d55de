"""Report to the reviewer what has changed since a version was approved."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.clocks import proceedings
from tanym.apps.clocks.proceedings import code, pinned
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications import approval, reviewing
from tanym.apps.qualifications.models import ReReview
from tanym.apps.qualifications.permissions import AT_OWNER, about
from tanym.apps.qualifications.queries import subject_of
from tanym.apps.qualifications.re_review_terms import put
from tanym.core.kernel.errors import Refused
from tanym.core.procedures.case_facts import CaseFacts
from tanym.core.procedures.people import assign
from tanym.core.procedures.state import from_json


def report_re_review(*, actor: Person, at: datetime, re_review: ReReview, report: str) -> ReReview:
    """The author's side of a re-review; it may be written anew until the reviewer decides.

    Raises `InvalidValue` (`design.no-reason`, `review.too-long`), `Refused("re-review.decided")`, `NotPermitted`.
    """
    on = timezone.localdate(at)
    permit(
        AT_OWNER,
        "report_re_review",
        actor,
        on,
        at=re_review.version.micro_qualification.owner,
        about=about(re_review.version),
    )
    text = reviewing.written(report)
    with transaction.atomic():
        kept = (
            ReReview.objects.select_for_update(of=("self",), no_key=True)
            .select_related("version")
            .get(pk=re_review.pk)
        )
        if kept.decided_at:
            raise Refused("re-review.decided")
        if kept.reported == text:  # a second click
            return kept
        state = from_json(kept.case)
        if code(actor) not in state.people.get(approval.AUTHOR, ()):
            state = assign(pinned(state).procedure, state, approval.AUTHOR, code(actor))
        moved = proceedings.take(
            state,
            step="report",
            party=approval.AUTHOR,
            person=code(actor),
            on=on,
            facts=CaseFacts(reasons=(text,)),
        )
        put(kept, moved.state, at=at)
        kept.reported, kept.reported_at = text, at
        kept.save()
        journal(
            actor=actor,
            at=at,
            action="qualifications.report_re_review",
            subject=subject_of(kept.version),
            details={"re_review": str(kept.public_id)},
        )
        return kept
