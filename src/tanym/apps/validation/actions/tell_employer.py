"""Let the employer read one's result, or no longer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.validation.models import CohortMember
from tanym.apps.validation.permissions import TABLE


def tell_employer(*, actor: Person, at: datetime, member: CohortMember, tell: bool) -> CohortMember:
    """From now on the employer of the cohort reads the result, or does not."""
    permit(TABLE, "tell_employer", actor, timezone.localdate(at), owner=member.person)
    with transaction.atomic():
        found = CohortMember.objects.select_for_update(no_key=True).get(pk=member.pk)
        if bool(found.consented_at) == tell:
            return found
        found.consented_at = at if tell else None
        found.save(update_fields=["consented_at"])
        journal(
            actor=actor,
            at=at,
            action="validation.tell_employer",
            subject=f"validation.cohort:{found.cohort.public_id}",
            details={"tell": tell},
        )
        return found
