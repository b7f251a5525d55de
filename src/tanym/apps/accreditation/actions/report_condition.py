"""The organisation says that a condition is fulfilled."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accreditation.handling import locked, note, permit_applicant, repeated, touch
from tanym.apps.accreditation.models import Condition
from tanym.apps.accreditation.permissions import AT_APPLICANT
from tanym.core.kernel.errors import InvalidValue, Refused


def report_condition(
    *, actor: Person, at: datetime, condition: Condition, text: str, revision: int | None = None
) -> Condition:
    """Keep what was done. Raises `NotPermitted`, `InvalidValue("accreditation.reasons")`, `Refused("accreditation.confirmed-already" | "changed-meanwhile")`."""
    permit_applicant(AT_APPLICANT, "report_condition", condition.application, actor, timezone.localdate(at))
    with transaction.atomic():
        kept = locked(condition.application)
        row = kept.conditions.get(pk=condition.pk)
        if repeated(kept, actor=actor, act="report-condition", revision=revision, sent=(row.pk, text)):
            return row
        if not text.strip():
            raise InvalidValue("accreditation.reasons")
        if row.confirmed_at is not None:
            raise Refused("accreditation.confirmed-already")
        row.reported, row.reported_by, row.reported_at = text.strip(), actor, at
        row.save()
        touch(kept, actor=actor, act="report-condition")
        note(kept, actor=actor, at=at, verb="report_condition", details={"due": row.due_on.isoformat()})
        return row
