"""Answer a consent that was taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.holdings import clear
from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.permissions import permit
from tanym.apps.privacy.models import Consent
from tanym.apps.privacy.notices import tell_person
from tanym.apps.privacy.permissions import TABLE
from tanym.apps.privacy.waiting import end
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused

LONGEST = 2000


def answer(
    *, actor: Person, at: datetime, consent: Consent, revision: int | None, answer: str, reasons: str = ""
) -> Consent:
    """End the use, and empty what was given for it; or say on which ground it is kept (`kept`, with reasons).

    Raises `InvalidValue("privacy.reasons-missing" | "privacy.answer")`, `Refused("changed-meanwhile" |
    "privacy.not-taken-back" | "privacy.answered-already")`, as the room that keeps the thing, and `NotPermitted` for
    the person's own.
    """
    permit(TABLE, "answer", actor, timezone.localdate(at), at=consent.organisation)
    if consent.person_id == actor.pk:
        raise NotPermitted("not-permitted", action="answer")
    with transaction.atomic():
        found = Consent.objects.select_for_update(of=("self",), no_key=True).get(pk=consent.pk)
        if found.taken_back_at is None:
            raise Refused("privacy.not-taken-back")
        if found.answer:
            raise Refused("privacy.answered-already")
        if found.revision != revision:
            raise Refused("changed-meanwhile")
        if answer not in Consent.Answer.values:
            raise InvalidValue("privacy.answer")
        if answer == Consent.Answer.KEPT and not reasons.strip():
            raise InvalidValue("privacy.reasons-missing")
        rows = clear(found.about, at) if answer == Consent.Answer.STOPPED else 0
        found.answer, found.reasons = answer, reasons.strip()[:LONGEST]
        found.answered_at, found.answered_by = at, actor
        found.revision += 1
        found.save()
        record(
            actor=actor,
            at=at,
            action="privacy.answer",
            subject=found.subject,
            details={"about": found.about, "answer": answer, "rows": rows},
        )
        tell_person(found, at=at)
        end(found, at=at)
        return found
