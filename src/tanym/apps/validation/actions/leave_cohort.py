"""Leave a cohort."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.validation.models import CohortMember, Route
from tanym.apps.validation.permissions import TABLE


def leave_cohort(*, actor: Person, at: datetime, member: CohortMember) -> None:
    """The employer counts the person no longer; the person's case goes on, alone."""
    permit(TABLE, "leave_cohort", actor, timezone.localdate(at), owner=member.person)
    with transaction.atomic():
        cohort = member.cohort
        Route.objects.filter(case__claimant=member.person, cohort=cohort).update(
            cohort=None, kind=Route.Kind.ALONE
        )
        CohortMember.objects.filter(pk=member.pk).delete()
        journal(
            actor=actor,
            at=at,
            action="validation.leave_cohort",
            subject=f"validation.cohort:{cohort.public_id}",
        )
