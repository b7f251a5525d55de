"""Confirm what another keeper has proposed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.registers import notices
from tanym.apps.registers.actions.carry_out import carry_out
from tanym.apps.registers.models import Proposal
from tanym.apps.registers.permissions import AT_KEEPER
from tanym.apps.registers.proposals import definition_at_desk, locked, subject
from tanym.apps.registers.proposing import read_given
from tanym.core.kernel.errors import Refused
from tanym.core.registers.standing import Act


def confirm(*, actor: Person, at: datetime, proposal: Proposal) -> Proposal:
    """The act is recorded, by who proposed it and with the actor as the second person.

    Raises `NotPermitted`, `Refused("register.second-person")` for one's own proposal,
    `Refused("register.decided-already")` with who and when where another was quicker, and whatever refuses the act.
    """
    with transaction.atomic():
        of = definition_at_desk(proposal.register)
        permit(AT_KEEPER, "confirm", actor, timezone.localdate(at), at=organisation(of.keeper))
        kept = locked(proposal)
        if kept.by_id == actor.pk:
            raise Refused("register.second-person", register=of.id)
        given = read_given(kept.given)
        kept.entry = carry_out(of, Act(kept.act), kept.entry, given, actor=kept.by, second=actor, at=at)
        kept.state, kept.decided_by, kept.decided_at = "confirmed", actor, at
        kept.save()
        journal(actor=actor, at=at, action="registers.confirm", subject=subject(kept))
        transaction.on_commit(lambda: notices.decided(kept, at=at))
        return kept
