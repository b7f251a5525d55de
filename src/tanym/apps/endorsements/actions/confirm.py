"""Confirm an endorsement at the organisation that was asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

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


def confirm(
    *,
    actor: Person,
    at: datetime,
    endorsement: Endorsement,
    statement: Mapping[str, str],
    until: date | None = None,
) -> Endorsement:
    """Somebody of the organisation gives its word, which is public from now on, until that day (None: open).

    Raises `InvalidValue("endorsement.no-statement" | "endorsement.until")`, `NotPermitted`,
    `Refused("endorsement.answered-already")` where it was answered or taken back meanwhile,
    `Refused("endorsement.own")` for whoever has asked for it.
    """
    with transaction.atomic():
        kept = Endorsement.objects.select_for_update(no_key=True).get(pk=endorsement.pk)
        permit(AT_ENDORSER, "confirm", actor, timezone.localdate(at), at=kept.endorser)
        said = {language: text.strip() for language, text in statement.items() if text.strip()}
        if not said:
            raise InvalidValue("endorsement.no-statement")
        if until is not None and until < timezone.localdate(at):
            raise InvalidValue("endorsement.until")
        if kept.state != Endorsement.State.ASKED:
            raise Refused("endorsement.answered-already", state=f"endorsement.state.{kept.state}")
        if kept.asked_by_id == actor.pk:
            raise Refused("endorsement.own")
        kept.state = Endorsement.State.CONFIRMED
        kept.statement = said
        kept.until, kept.answered_by, kept.answered_at = until, actor, at
        kept.save()
        journal(
            actor=actor,
            at=at,
            action="endorsements.confirm",
            subject=subject(kept),
            details={"statement": said, "until": until.isoformat() if until else ""},
        )
        tell_answered(kept, at=at)
        return kept
