"""Appoint another assessor."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import holds
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.notices import address_of, ask_to_act
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import of, state_of
from tanym.apps.recognition.proceedings import locked, note, repeated, touch
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.procedures.people import assign, release
from tanym.core.procedures.state import to_json


def appoint(
    *, actor: Person, at: datetime, case: RecognitionCase, revision: int | None, assessor: Person
) -> RecognitionCase:
    """Put another assessor in the place of one who has an interest in the case, or who cannot act; or name one, where
    an appeal has it examined anew.

    Raises `Refused("case.not-now")` while the case does not wait for an assessor, `InvalidValue("recognition.no-assessor")`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "appoint", actor, today, at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="appoint", revision=revision, sent=code(assessor)):
            return found
        procedure = of(found).procedure
        if procedure.stages[found.stage].waits_for != "assessor":
            raise Refused("case.not-now", step="appoint", stage=found.stage)
        if not holds(assessor, "assessor", found.organisation, today) or assessor == found.assessor:
            raise InvalidValue("recognition.no-assessor")
        state = state_of(found)
        if found.assessor is not None:
            state = release(state, "assessor", code(found.assessor))
        found.case = to_json(assign(procedure, state, "assessor", code(assessor)))
        found.assessor, found.relation, found.interest = assessor, "", ""
        touch(found, actor=actor, act="appoint")
        note(found, actor=actor, at=at, verb="appoint", details={"assessor": code(assessor)})
        ask_to_act(
            assessor,
            found,
            at=at,
            code="recognition.ask-assessor",
            address=address_of(found, "recognition:work"),
        )
        return found
