"""Decide a re-review: confirm the approval, ask for changes, or retire."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.clocks import proceedings
from tanym.apps.clocks.proceedings import code
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications import approval, notices, reviewing
from tanym.apps.qualifications.drafting import locked
from tanym.apps.qualifications.models import ReReview, Version
from tanym.apps.qualifications.permissions import AT_CENTRE
from tanym.apps.qualifications.publishing import date_reviews
from tanym.apps.qualifications.queries import subject_of
from tanym.apps.qualifications.re_review_terms import put
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.procedures.case_facts import CaseFacts
from tanym.core.procedures.state import from_json

OUTCOMES = ("confirm", "ask-changes", "retire")


def decide_re_review(
    *,
    actor: Person,
    at: datetime,
    re_review: ReReview,
    outcome: str,
    reasons: str,
    teach_out: date | None = None,
) -> ReReview:
    """With `confirm` the days of the next review and of validity begin anew; with `retire` it leaves the catalogue.

    Raises `InvalidValue` (`re-review.outcome`, `design.no-reason`, `review.too-long`, `retire.teach-out-over`),
    `Refused` (`re-review.decided`, `case.OUTCOME.no-conflict`), `NotPermitted`.
    """
    on = timezone.localdate(at)
    permit(AT_CENTRE, "decide_re_review", actor, on, at=organisation(approval.centre()))
    if outcome not in OUTCOMES:
        raise InvalidValue("re-review.outcome", given=outcome[:40])
    why = reviewing.written(reasons)
    if teach_out is not None and teach_out < on:
        raise InvalidValue("retire.teach-out-over", on=teach_out.isoformat())
    with transaction.atomic():
        version = locked(re_review.version)
        kept = ReReview.objects.select_for_update(of=("self",), no_key=True).get(pk=re_review.pk)
        if kept.decided_at:
            if (kept.decided_by_id, kept.reasons) == (actor.pk, why):  # a second click
                return kept
            raise Refused("re-review.decided")
        facts = CaseFacts(reasons=(why,), conflicted=approval.conflicted(version, actor, on))
        moved = proceedings.take(
            from_json(kept.case),
            step=outcome,
            party=approval.REVIEWER,
            person=code(actor),
            on=on,
            facts=facts,
        )
        put(kept, moved.state, at=at)
        kept.reasons = why
        kept.decided_by, kept.decided_at = actor, at
        kept.save()
        if outcome == "confirm":
            date_reviews(version, on)
        elif outcome == "retire":
            _retire(version, actor, at, facts, teach_out)
        version.revision += 1
        version.save()
        journal(
            actor=actor,
            at=at,
            action="qualifications.decide_re_review",
            subject=subject_of(version),
            details={"outcome": moved.state.stage, "reason": why},
        )
        notices.tell(version, moved, at=at, reasons=[why])
        return kept


def _retire(version: Version, actor: Person, at: datetime, facts: CaseFacts, teach_out: date | None) -> None:
    """It leaves the catalogue by the centre's decision, as by the author's own: with the same act in the register."""
    moved = approval.take(
        version, actor=actor, at=at, step="retire-by-centre", party=approval.REVIEWER, facts=facts
    )
    approval.put(version, moved.state, at=at)
    version.retired_on, version.teach_out_on = timezone.localdate(at), teach_out
    version.suspensions.filter(until__isnull=True).update(until=version.retired_on)
    journal(
        actor=actor,
        at=at,
        action="qualifications.retire",
        subject=subject_of(version),
        details={"teach_out": teach_out.isoformat()} if teach_out else {},
    )
