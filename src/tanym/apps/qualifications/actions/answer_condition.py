"""Confirm that a condition is fulfilled, or say what is still missing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications import approval, notices, reviewing
from tanym.apps.qualifications.drafting import locked
from tanym.apps.qualifications.models import Condition
from tanym.apps.qualifications.permissions import AT_CENTRE
from tanym.apps.qualifications.queries import subject_of
from tanym.core.kernel.errors import Refused
from tanym.core.procedures.case_facts import CaseFacts


def answer_condition(
    *, actor: Person, at: datetime, condition: Condition, missing: str | None = None
) -> Condition:
    """Without `missing` the condition is fulfilled for good; with it the author has to answer anew, the last day stays.

    Raises `Refused` (`condition.confirmed`, `condition.not-answered`, `case.answer-condition.no-conflict`),
    `InvalidValue` (`design.no-reason` where it is not said what is missing, `review.too-long`), `NotPermitted`.
    """
    on = timezone.localdate(at)
    permit(AT_CENTRE, "answer_condition", actor, on, at=organisation(approval.centre()))
    text = "" if missing is None else reviewing.written(missing)
    with transaction.atomic():
        version = locked(condition.version)
        kept = Condition.objects.select_for_update(no_key=True).get(pk=condition.pk)
        if kept.confirmed_at and kept.confirmed_by_id == actor.pk and not text:  # a second click
            return kept
        if kept.confirmed_at:
            raise Refused("condition.confirmed")
        if not kept.answered_at:
            raise Refused("condition.not-answered")
        moved = approval.take(
            version,
            actor=actor,
            at=at,
            step="answer-condition",
            party=approval.REVIEWER,
            facts=CaseFacts(conflicted=approval.conflicted(version, actor, on)),
        )
        approval.put(version, moved.state, at=at)
        version.save(update_fields=["case", "stage"])
        if text:
            kept.asked_again, kept.answered_at = text, None
        else:
            kept.confirmed_by, kept.confirmed_at, kept.asked_again = actor, at, ""
        kept.save()
        journal(
            actor=actor,
            at=at,
            action="qualifications.answer_condition",
            subject=subject_of(version),
            details={"condition": str(kept.public_id), "confirmed": not text},
        )
        notices.tell_of_condition(kept, at=at)
        return kept
