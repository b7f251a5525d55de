"""Make a new link for an invitation: the first was lost, or its time is over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.links import VALID_FOR, digest, new_secret
from tanym.apps.organisations.models import Invitation
from tanym.apps.organisations.permissions import permit_giving
from tanym.core.kernel.errors import Refused


def renew_invitation(
    *, actor: Person, at: datetime, invitation: Invitation, source: str = ""
) -> tuple[Invitation, str]:
    """The invitation with a new secret, known only now; the link before it leads nowhere any more.

    With a `source` the caller has permitted. Raises `NotPermitted`, `Refused("invitation.accepted" | "invitation.withdrawn")`.
    """
    if not source:
        for role in invitation.roles:
            permit_giving(actor, invitation.organisation, role, localdate(at), "renew_invitation")
    secret = new_secret()
    with transaction.atomic():
        row = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
        if row.accepted_at or row.withdrawn_at:
            raise Refused("invitation.accepted" if row.accepted_at else "invitation.withdrawn")
        row.digest, row.expires_at = digest(secret), at + VALID_FOR
        row.save(update_fields=["digest", "expires_at"])
        record(
            actor=actor,
            at=at,
            action="organisations.renew_invitation",
            subject=f"organisations.invitation:{row.public_id}",
            details={"organisation": row.organisation.code, "source": source},
        )
    return row, secret
