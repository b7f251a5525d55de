"""End a person's role at an organisation."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.models import Membership, Organisation
from tanym.apps.organisations.permissions import TABLE, may, may_give
from tanym.apps.organisations.queries import members
from tanym.apps.organisations.roles import ADMINISTRATOR, WHO_RUNS_IT
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused


def end_role(
    *, actor: Person, at: datetime, membership: Membership, last_day: date | None = None
) -> Membership | None:
    """The role holds until `last_day`, today or later; without one it ends at once.

    At once: yesterday was its last day; a role that began today is taken back, and None is returned. Ended already on
    that day: nothing happens. An administrator ends the roles that they may give; everybody may lay down their own.
    Raises `NotPermitted`, `InvalidValue("organisation.role-past")`, `Refused("organisation.last-administrator")`.
    """
    today = localdate(at)
    organisation = membership.organisation
    if not may(TABLE, "end_role", actor, today, at=organisation, owner=membership.person):
        raise NotPermitted("not-permitted", action="end_role")
    if actor.pk != membership.person_id and not may_give(actor, organisation, membership.role, today):
        raise NotPermitted("organisation.role-above", role=membership.role)
    if last_day is not None and last_day < today:
        raise InvalidValue("organisation.role-past")
    ends = last_day or today - timedelta(days=1)
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        row = Membership.objects.filter(pk=membership.pk).first()
        if row is None or (row.until is not None and row.until <= ends):
            return row
        if row.role in WHO_RUNS_IT and not _others(row, ends + timedelta(days=1)):
            raise Refused("organisation.last-administrator")
        record(
            actor=actor,
            at=at,
            action="organisations.end_role",
            subject=f"organisations.organisation:{organisation.code}",
            details={
                "person": str(row.person.public_id),
                "role": row.role,
                "since": row.since.isoformat(),
                "until": ends.isoformat(),
            },
        )
        if ends < row.since:
            row.delete()
            return None
        row.until = ends
        row.save(update_fields=["until"])
    return row


def _others(row: Membership, on: date) -> bool:
    """Whether somebody else runs the organisation, or what it is a unit of, on that day."""
    others = members(row.organisation, ADMINISTRATOR, on).filter(person__is_active=True)
    return others.exclude(pk=row.pk).exists()
