"""Take back a request for an endorsement."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.endorsements.models import Endorsement
from tanym.apps.endorsements.permissions import AT_OWNER
from tanym.apps.endorsements.queries import subject
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import Refused


def take_back(*, actor: Person, at: datetime, endorsement: Endorsement) -> Endorsement:
    """Nobody has to answer any more. Raises `Refused("endorsement.answered-already")`, `NotPermitted`."""
    with transaction.atomic():
        kept = Endorsement.objects.select_for_update(no_key=True).get(pk=endorsement.pk)
        permit(AT_OWNER, "take_back", actor, timezone.localdate(at), at=kept.micro_qualification.owner)
        if kept.state != Endorsement.State.ASKED:
            raise Refused("endorsement.answered-already", state=f"endorsement.state.{kept.state}")
        kept.state = Endorsement.State.TAKEN_BACK
        kept.save()
        journal(
            actor=actor,
            at=at,
            action="endorsements.take_back",
            subject=subject(kept),
            details={},
        )

        return kept
