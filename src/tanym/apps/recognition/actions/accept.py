"""Accept the papers as complete and appoint the assessor."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import holds
from tanym.apps.recognition.appointing import seat_second
from tanym.apps.recognition.assessing import asked_for
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.notices import address_of, announce, ask_to_act
from tanym.apps.recognition.pending import refresh
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import of, state_of
from tanym.apps.recognition.proceedings import locked, repeated, take
from tanym.apps.recognition.ties import keep_adviser_out
from tanym.core.kernel.errors import InvalidValue
from tanym.core.procedures.people import assign
from tanym.core.procedures.state import to_json


def accept(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    assessor: Person,
    second: Person | None = None,
) -> RecognitionCase:
    """The file is complete from this day (RC-04); the clock of the decision starts, the assessor is asked.

    With a `second` one both judge blind; the packs may ask for two (`recognition.second-assessor`). Raises
    `InvalidValue("recognition.no-assessor")` for somebody who does not assess at this organisation,
    `NotPermitted` (`case.two-sides` for the claimant, `recognition.adviser-assesses`), and as `advance`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "accept", actor, today, at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(
            found,
            actor=actor,
            act="accept",
            revision=revision,
            sent=(code(assessor), second and code(second)),
        ):
            return found
        if not holds(assessor, "assessor", found.organisation, today):
            raise InvalidValue("recognition.no-assessor")
        if second is None and asked_for(found) > 1:
            raise InvalidValue("recognition.second-assessor")
        found.assessor, found.complete_on = assessor, today
        moved = take(found, actor=actor, at=at, step="accept")
        found.case = to_json(assign(of(found).procedure, state_of(found), "assessor", code(assessor)))
        for one in (assessor, second):
            if one is not None:
                keep_adviser_out(found, one, today)
        found.save(update_fields=["case"])
        if second is not None:
            seat_second(found, second, at=at)
        refresh(found)
        announce(found, moved, at=at)
        ask_to_act(
            assessor,
            found,
            at=at,
            code="recognition.ask-assessor",
            address=address_of(found, "recognition:work"),
        )
        return found
