"""Return a proposal to the person who made it, or take back one's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.standards import notices
from tanym.apps.standards.models import Proposal
from tanym.apps.standards.permissions import permit_keeper
from tanym.core.kernel.errors import InvalidValue, Refused


def return_proposal(
    *, actor: Person, at: datetime, proposal: Proposal, remarks: Mapping[str, str]
) -> Proposal:
    """Close a proposal without writing anything into the register; whoever returns another's says why.

    Raises `NotPermitted`, `InvalidValue` (`standard.no-reason`), `Refused` (`standard.decided`).
    """
    permit_keeper("return_proposal", actor, timezone.localdate(at), proposal.register)
    said = {language: text for language, text in remarks.items() if text.strip()}
    if not said and proposal.proposed_by_id != actor.pk:
        raise InvalidValue("standard.no-reason")
    with transaction.atomic():
        kept = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
        if kept.stage == "returned" and kept.decided_by_id == actor.pk:
            return kept
        if kept.stage != "waiting":
            raise Refused("standard.decided")
        kept.stage, kept.decided_by, kept.decided_at, kept.remarks = "returned", actor, at, said
        kept.save()
        journal(
            actor=actor,
            at=at,
            action="standards.return_proposal",
            subject=f"standards.proposal:{kept.public_id}",
            details={"register": kept.register, "code": kept.code},
        )
        if kept.proposed_by_id != actor.pk:
            notices.tell_proposer(kept, "standards.letter.returned", at=at)
        return kept
