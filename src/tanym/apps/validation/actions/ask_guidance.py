"""Ask for guidance."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import members
from tanym.apps.validation.models import Guidance
from tanym.apps.validation.notices import tell
from tanym.apps.validation.permissions import TABLE
from tanym.core.kernel.errors import Refused


def ask_guidance(
    *, actor: Person, at: datetime, organisation: Organisation, words: str, consent: bool
) -> Guidance:
    """Ask the advisers of an organisation; with `consent` they may read the actor's cases there.

    Guidance that runs already is given back. Raises `Refused("validation.no-adviser-there")`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "ask_guidance", actor, today, owner=actor)
    with transaction.atomic():
        advisers = [one.person for one in members(organisation, "adviser", today)]
        if not advisers:
            raise Refused("validation.no-adviser-there")
        found, new = Guidance.objects.get_or_create(
            person=actor,
            organisation=organisation,
            ended_at=None,
            defaults={
                "asked": words.strip(),
                "asked_at": at,
                "consented_at": at if consent else None,
            },
        )
        if new:
            journal(
                actor=actor,
                at=at,
                action="validation.ask_guidance",
                subject=f"validation.guidance:{found.public_id}",
                details={"organisation": organisation.code, "consent": consent},
            )
            for adviser in advisers:
                tell(adviser, "validation.asked", found, at=at)
        return found
