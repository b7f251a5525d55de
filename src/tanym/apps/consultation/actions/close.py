"""Close a consultation."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.consultation.checking import obey
from tanym.apps.consultation.models import Consultation
from tanym.apps.consultation.permissions import require
from tanym.apps.consultation.proceeding import current, lines, note
from tanym.apps.consultation.queries import standing
from tanym.apps.workshop.actions.end_consulting import end_consulting
from tanym.apps.workshop.queries import draft
from tanym.core.consultation.closing import require_closable
from tanym.core.consultation.contribution import LONGEST_REASON
from tanym.core.kernel.errors import InvalidValue


def close(
    *, actor: Person, at: datetime, consultation: Consultation, revision: int, early: str = ""
) -> Consultation:
    """Close it for good, when everybody was answered; `early` is the published reason for closing before the last day.

    The rules on consultations are asked and their report is kept. Raises `NotPermitted`, `Refused` as
    `require_closable`, `consultation.rule-not-met`, `changed-meanwhile`.
    """
    today = timezone.localdate(at)
    require("close", actor, today, consultation)
    if len(early) > LONGEST_REASON:
        raise InvalidValue("consultation.text-too-long", most=LONGEST_REASON, given=len(early))
    with transaction.atomic():
        found: Consultation = current(consultation, revision)
        require_closable(standing(found, today), early=early)
        found.early_because = lines(early) if today <= found.ends_on else ""
        found.report = obey(found, at=at)
        found.closed_by, found.closed_at = actor, at
        found.revision += 1
        found.save()
        end_consulting(actor=actor, at=at, draft=draft(found.draft))
        note(found, actor=actor, at=at, verb="close", details={"report": found.report})
        return found
