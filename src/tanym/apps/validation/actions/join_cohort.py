"""Join a cohort by its link."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.validation.actions.begin import begin
from tanym.apps.validation.models import Cohort, CohortMember, Route
from tanym.apps.validation.permissions import TABLE
from tanym.apps.validation.queries import route_of
from tanym.apps.validation.targets import aim
from tanym.core.kernel.errors import Refused


def join_cohort(
    *, actor: Person, at: datetime, cohort: Cohort, informed: bool, tell: bool
) -> RecognitionCase:
    """A validation in the cohort; with `tell` the employer may read the result, which can be taken back.

    A draft towards the same aim that runs already joins. Raises `Refused("validation.cohort-closed")`, and as `begin`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "join_cohort", actor, today, owner=actor)
    with transaction.atomic():
        found = Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
        if not found.is_open(at):
            raise Refused("validation.cohort-closed")
        case = begin(
            actor=actor,
            at=at,
            aim=aim(found.target_ref, today),
            kind=Route.Kind.COHORT,
            informed=informed,
            cohort=found,
        )
        route = route_of(case)
        if route.cohort_id != found.pk:
            route.cohort, route.kind = found, Route.Kind.COHORT
            route.save(update_fields=["cohort", "kind"])
        _member, new = CohortMember.objects.get_or_create(
            cohort=found,
            person=actor,
            defaults={"joined_at": at, "consented_at": at if tell else None},
        )
        if new:
            journal(
                actor=actor,
                at=at,
                action="validation.join_cohort",
                subject=f"validation.cohort:{found.public_id}",
                details={"tell": tell},
            )
        return case
