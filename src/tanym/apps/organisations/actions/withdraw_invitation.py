"""Withdraw an invitation that nobody has accepted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.models import Invitation
from tanym.apps.organisations.permissions import permit_giving
from tanym.core.kernel.errors import Refused


def withdraw_invitation(*, actor: Person, at: datetime, invitation: Invitation) -> Invitation:
    """Its link leads nowhere any more, and name and address of the invited are erased. Twice: nothing happens.

    Raises `NotPermitted`, `Refused("invitation.accepted")`.
    """
    for role in invitation.roles:
        permit_giving(actor, invitation.organisation, role, localdate(at), "withdraw_invitation")
    with transaction.atomic():
        row = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
        if row.accepted_at:
            raise Refused("invitation.accepted")
        if row.withdrawn_at:
            return row
        row.withdrawn_at, row.names, row.email = at, {}, ""
        row.save(update_fields=["withdrawn_at", "names", "email"])
        record(
            actor=actor,
            at=at,
            action="organisations.withdraw_invitation",
            subject=f"organisations.invitation:{row.public_id}",
            details={"organisation": row.organisation.code},
        )
    return row
