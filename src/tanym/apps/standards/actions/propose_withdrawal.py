"""Propose that an edition be withdrawn."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.standards import notices
from tanym.apps.standards.models import Edition, Proposal
from tanym.apps.standards.permissions import permit_keeper
from tanym.apps.standards.queries import dated
from tanym.core.kernel.errors import InvalidValue
from tanym.core.standards import editions


def propose_withdrawal(
    *,
    actor: Person,
    at: datetime,
    edition: Edition,
    since: date,
    reason: Mapping[str, str],
    once: uuid.UUID,
) -> Proposal:
    """Lay the withdrawal of an edition from a day on before a second person.

    Raises `NotPermitted`, `InvalidValue` (`standard.no-reason`, `standard.interval`), `Refused` (`standard.withdrawn`).
    """
    instrument = edition.instrument
    permit_keeper("propose_withdrawal", actor, timezone.localdate(at), instrument.register)
    said = {language: text for language, text in reason.items() if text.strip()}
    if not said:
        raise InvalidValue("standard.no-reason")
    with transaction.atomic():
        editions.admit_withdrawal(dated(edition), since)
        proposal, new = Proposal.objects.get_or_create(
            public_id=once,
            defaults={
                "register": instrument.register,
                "code": instrument.code,
                "act": "withdraw",
                "titles": edition.titles,
                "since": since,
                "reason": said,
                "basis": {"edition": edition.number},
                "evidence": edition.evidence,
                "proposed_by": actor,
                "proposed_at": at,
            },
        )
        if new:
            journal(
                actor=actor,
                at=at,
                action="standards.propose_withdrawal",
                subject=f"standards.proposal:{proposal.public_id}",
                details={"register": instrument.register, "code": instrument.code, "edition": edition.number},
            )
            notices.ask_second(proposal, at=at)
        return proposal
