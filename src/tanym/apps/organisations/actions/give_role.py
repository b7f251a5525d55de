"""Give a person of the organisation another role."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.models import Membership, Organisation
from tanym.apps.organisations.permissions import permit_giving
from tanym.apps.organisations.queries import is_member
from tanym.apps.organisations.scope import About
from tanym.apps.organisations.terms import assign, interval, limits
from tanym.core.kernel.errors import Refused


def give_role(
    *,
    actor: Person,
    at: datetime,
    organisation: Organisation,
    person: Person,
    role: str,
    since: date | None = None,
    until: date | None = None,
    scope: About | None = None,
) -> Membership:
    """A further role for somebody who works there already; others are invited. From today, unless `since` says later.

    Raises `NotPermitted("not-permitted" | "organisation.role-above")`, `InvalidValue("organisation.role-not-here" |
    "organisation.role-interval" | "organisation.role-past" | "organisation.role-unlimited" | "organisation.scope")`,
    `Refused("organisation.not-a-member" | "organisation.role-held")`.
    """
    today = localdate(at)
    permit_giving(actor, organisation, role, today)
    begins = since or today
    interval(begins, until, today)
    within = limits(role, scope or {})
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        if not is_member(person, organisation, today):
            raise Refused("organisation.not-a-member")
        given = assign(person, organisation, role, begins, until, within)
        record(
            actor=actor,
            at=at,
            action="organisations.give_role",
            subject=f"organisations.organisation:{organisation.code}",
            details={
                "person": str(person.public_id),
                "role": role,
                "since": begins.isoformat(),
                "until": until.isoformat() if until else "",
                "scope": within,
            },
        )
    return given
