"""Close a cohort to further workers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.validation.models import Cohort
from tanym.apps.validation.permissions import TABLE
from tanym.core.kernel.errors import Refused


def close_cohort(*, actor: Person, at: datetime, cohort: Cohort, revision: int | None) -> Cohort:
    """The link leads nowhere any more; whoever is on the way goes on."""
    permit(TABLE, "close_cohort", actor, timezone.localdate(at), at=cohort.employer)
    with transaction.atomic():
        found = Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
        if found.closed_at is not None:
            return found
        if revision is not None and revision != found.revision:
            raise Refused("changed-meanwhile")
        found.closed_at = at
        found.revision += 1
        found.save(update_fields=["closed_at", "revision"])
        journal(
            actor=actor,
            at=at,
            action="validation.close_cohort",
            subject=f"validation.cohort:{found.public_id}",
        )
        return found
