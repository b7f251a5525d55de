"""Object to automated advice in one's own case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.advising import objection_of
from tanym.apps.recognition.held import begin_objection
from tanym.apps.recognition.models import Objection, RecognitionCase
from tanym.apps.recognition.notices import tell_office
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import locked, note
from tanym.core.kernel.errors import Refused
from tanym.core.kernel.periods import Period

WITHIN = Period.read("3 working-day")
"""Law 94-V, art. 19-1: where the packs of a case, opened before they said it, give no `data.objection-within`."""

LONGEST = 2000


def object_to_advice(
    *, actor: Person, at: datetime, case: RecognitionCase, words: str = ""
) -> RecognitionCase:
    """From now on nobody sees computed advice in the case; a person reviews what was done with it, within the term of the
    law (`data.objection-within`), and the claimant is told.

    Objecting twice does nothing. Raises `Refused("recognition.over")` in a case that has ended.
    """
    today = timezone.localdate(at)
    permit(TABLE, "object_to_advice", actor, today, owner=case.claimant)
    with transaction.atomic():
        found = locked(case)
        if objection_of(found) is not None:
            return found
        proceeding = of(found)
        if proceeding.procedure.stages[found.stage].end:
            raise Refused("recognition.over")
        term = proceeding.stack.value("data.objection-within")
        due = proceeding.calendar.due(today, term if isinstance(term, Period) else WITHIN)
        Objection.objects.create(case=found, words=words.strip()[:LONGEST], made_at=at, due_on=due)
        note(found, actor=actor, at=at, verb="object_to_advice", details={"due": due.isoformat()})
        if found.submitted_at is not None:
            begin_objection(found, due, at=at)
            tell_office(found, at=at, code="recognition.advice-objection")
        return found
