"""Take a consent back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.holdings import holdings
from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.permissions import permit
from tanym.apps.privacy.models import Consent
from tanym.apps.privacy.notices import ask_office
from tanym.apps.privacy.permissions import TABLE
from tanym.apps.privacy.terms import answered_by
from tanym.apps.privacy.waiting import begin


def take_back(*, actor: Person, at: datetime, consent: Consent) -> Consent:
    """The use ends at once where nothing was decided yet; else the organisation ends it or says within its term on which
    ground it keeps what it keeps (Law 94-V, art. 8(2), 8(7)). Taken back twice, nothing happens."""
    today = timezone.localdate(at)
    permit(TABLE, "take_back", actor, today, owner=consent.person)
    with transaction.atomic():
        found = Consent.objects.select_for_update(of=("self",), no_key=True).get(pk=consent.pk)
        if found.taken_back_at is not None:
            return found
        found.taken_back_at, found.due_on = at, answered_by(today, found.organisation.code)
        found.revision += 1
        if _stopped(found.about, actor, at):
            found.answer, found.answered_at = Consent.Answer.STOPPED, at
        found.save()
        record(
            actor=actor,
            at=at,
            action="privacy.take_back",
            subject=found.subject,
            details={"about": found.about, "due": found.due_on.isoformat(), "answer": found.answer},
        )
        if not found.answer:
            ask_office(found, at=at)
            begin(found, at=at)
        return found


def _stopped(about: str, person: Person, at: datetime) -> bool:
    """Whether the room that keeps the thing could end its use at once."""
    answers = [one.stop(about, person, at) for one in holdings() if one.stop is not None]
    return True in answers
