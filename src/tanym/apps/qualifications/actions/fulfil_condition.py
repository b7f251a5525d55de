"""Say how a condition of the approval is fulfilled."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications import approval, reviewing
from tanym.apps.qualifications.drafting import locked
from tanym.apps.qualifications.models import Condition
from tanym.apps.qualifications.permissions import AT_OWNER, about
from tanym.apps.qualifications.queries import subject_of
from tanym.core.kernel.errors import Refused
from tanym.core.procedures.case_facts import CaseFacts


def fulfil_condition(*, actor: Person, at: datetime, condition: Condition, answer: str) -> Condition:
    """Keep the author's answer for the reviewer; until it is confirmed it may be written anew.

    Raises `InvalidValue` (`design.no-reason`, `review.too-long`), `Refused` (`condition.confirmed`, `case.not-now` for
    what is neither published nor suspended), `NotPermitted`.
    """
    permit(
        AT_OWNER,
        "fulfil_condition",
        actor,
        timezone.localdate(at),
        at=condition.version.micro_qualification.owner,
        about=about(condition.version),
    )
    text = reviewing.written(answer)
    with transaction.atomic():
        version = locked(condition.version)
        kept = Condition.objects.select_for_update(no_key=True).get(pk=condition.pk)
        if kept.confirmed_at:
            raise Refused("condition.confirmed")
        if kept.answer == text and kept.answered_at:  # a second click
            return kept
        moved = approval.take(
            version,
            actor=actor,
            at=at,
            step="fulfil-condition",
            party=approval.AUTHOR,
            facts=CaseFacts(reasons=(text,)),
        )
        approval.put(version, moved.state, at=at)
        version.save(update_fields=["case", "stage"])
        kept.answer, kept.answered_by, kept.answered_at = text, actor, at
        kept.save(update_fields=["answer", "answered_by", "answered_at"])
        journal(
            actor=actor,
            at=at,
            action="qualifications.fulfil_condition",
            subject=subject_of(version),
            details={"condition": str(kept.public_id)},
        )
        return kept
