"""Take back one's own proposal."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.registers.models import Proposal
from tanym.apps.registers.permissions import AT_KEEPER
from tanym.apps.registers.proposals import locked, subject


def take_back(*, actor: Person, at: datetime, proposal: Proposal) -> Proposal:
    """Nobody is asked to decide it any more. Raises `NotPermitted` and `Refused("register.decided-already")`."""
    with transaction.atomic():
        permit(AT_KEEPER, "take_back", actor, timezone.localdate(at), owner=proposal.by)
        kept = locked(proposal)
        kept.state, kept.decided_at = "taken-back", at
        kept.save()
        journal(actor=actor, at=at, action="registers.take_back", subject=subject(kept))
        return kept
