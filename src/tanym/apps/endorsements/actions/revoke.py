"""Revoke an endorsement."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.endorsements.models import Endorsement
from tanym.apps.endorsements.notices import tell_answered
from tanym.apps.endorsements.permissions import AT_ENDORSER
from tanym.apps.endorsements.queries import subject
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import InvalidValue, Refused


def revoke(*, actor: Person, at: datetime, endorsement: Endorsement, reason: str) -> Endorsement:
    """The organisation takes its word back from today; it stays visible that it was given and revoked, with the reason.

    Raises `InvalidValue("endorsement.no-reason")`, `Refused("endorsement.answered-already")`, `NotPermitted`.
    """
    with transaction.atomic():
        kept = Endorsement.objects.select_for_update(no_key=True).get(pk=endorsement.pk)
        permit(AT_ENDORSER, "revoke", actor, timezone.localdate(at), at=kept.endorser)
        if not reason.strip():
            raise InvalidValue("endorsement.no-reason")
        if kept.state != Endorsement.State.CONFIRMED:
            raise Refused("endorsement.answered-already", state=f"endorsement.state.{kept.state}")
        kept.state = Endorsement.State.REVOKED
        kept.reason, kept.revoked_at = reason.strip(), at
        kept.save()
        journal(
            actor=actor,
            at=at,
            action="endorsements.revoke",
            subject=subject(kept),
            details={"reason": kept.reason},
        )
        tell_answered(kept, at=at)
        return kept
