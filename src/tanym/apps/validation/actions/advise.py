"""Advise a person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import locked, take
from tanym.apps.validation.models import Guidance, GuidanceNote
from tanym.apps.validation.notices import tell
from tanym.apps.validation.permissions import TABLE
from tanym.apps.validation.queries import guided_case, period_of
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused

ADVISE = "advise"
MOST = 4000


def advise(
    *, actor: Person, at: datetime, guidance: Guidance, text: str, case: RecognitionCase | None = None
) -> GuidanceNote:
    """Write a note that the person reads; about a case it stands in the history of the case (VL-04).

    Raises `InvalidValue("validation.note-empty")`, `NotPermitted("validation.not-the-adviser")`,
    `Refused("validation.guidance-over")`, and `NotFound` for a case that the person does not let the adviser read.
    """
    today = timezone.localdate(at)
    permit(TABLE, "advise", actor, today, at=guidance.organisation)
    said = text.strip()
    if not said:
        raise InvalidValue("validation.note-empty")
    with transaction.atomic():
        found = Guidance.objects.select_for_update(no_key=True).get(pk=guidance.pk)
        if found.adviser_id != actor.pk:
            raise NotPermitted("validation.not-the-adviser")
        if found.ended_at is not None:
            raise Refused("validation.guidance-over")
        about = locked(guided_case(found, case)) if case is not None else None
        last = found.notes.first()
        if last is not None and (last.text, last.case_id) == (said[:MOST], about.pk if about else None):
            return last  # sent twice
        if about is not None and of(about).procedure.row(about.stage, ADVISE) is not None:
            announce(about, take(about, actor=actor, at=at, step=ADVISE), at=at)
        else:
            tell(found.person, "validation.advised", found, at=at)
        made: GuidanceNote = GuidanceNote.objects.create(
            guidance=found,
            case=about,
            period=period_of(about),
            text=said[:MOST],
            by=actor,
            at=at,
        )
        journal(
            actor=actor,
            at=at,
            action="validation.advise",
            subject=f"validation.guidance:{found.public_id}",
            details={"period": made.period},
        )
        return made
