"""The office confirms that a condition is fulfilled."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accreditation import notices
from tanym.apps.accreditation.handling import locked, note, permit_office, repeated, touch
from tanym.apps.accreditation.models import Condition
from tanym.apps.accreditation.permissions import AT_OFFICE
from tanym.core.kernel.errors import Refused


def confirm_condition(
    *, actor: Person, at: datetime, condition: Condition, revision: int | None = None
) -> Condition:
    """Confirm it. Raises `NotPermitted`, `Refused("accreditation.not-reported" | "accreditation.confirmed-already" | "changed-meanwhile")`."""
    permit_office(AT_OFFICE, "confirm_condition", condition.application, actor, timezone.localdate(at))
    with transaction.atomic():
        kept = locked(condition.application)
        row = kept.conditions.get(pk=condition.pk)
        if repeated(kept, actor=actor, act="confirm-condition", revision=revision, sent=row.pk):
            return row
        if row.confirmed_at is not None:
            raise Refused("accreditation.confirmed-already")
        if row.reported_at is None:
            raise Refused("accreditation.not-reported")
        row.confirmed_by, row.confirmed_at = actor, at
        row.save()
        touch(kept, actor=actor, act="confirm-condition")
        note(kept, actor=actor, at=at, verb="confirm_condition", details={"due": row.due_on.isoformat()})
        notices.tell_applicant(
            kept, at=at, code="accreditation.letter.condition-confirmed", condition=row.text.rstrip(".")
        )
        return row
