"""Decline what another keeper has proposed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.registers import notices
from tanym.apps.registers.models import Proposal
from tanym.apps.registers.permissions import AT_KEEPER
from tanym.apps.registers.proposals import definition_at_desk, locked, subject
from tanym.core.kernel.errors import InvalidValue, Refused


def decline(*, actor: Person, at: datetime, proposal: Proposal, remarks: str) -> Proposal:
    """Nothing is recorded; the reason goes to who proposed it.

    Raises as `confirm`, and `InvalidValue("register.remarks-missing")`.
    """
    with transaction.atomic():
        of = definition_at_desk(proposal.register)
        permit(AT_KEEPER, "decline", actor, timezone.localdate(at), at=organisation(of.keeper))
        kept = locked(proposal)
        if kept.by_id == actor.pk:
            raise Refused("register.second-person", register=of.id)
        if not remarks.strip():
            raise InvalidValue("register.remarks-missing")
        kept.state, kept.decided_by, kept.decided_at = "declined", actor, at
        kept.remarks = remarks.strip()
        kept.save()
        journal(actor=actor, at=at, action="registers.decline", subject=subject(kept))
        transaction.on_commit(lambda: notices.decided(kept, at=at))
        return kept
