"""Appoint another assessor."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import holds
from tanym.apps.recognition.appointing import ask_assessor, reseat, seat_second, seat_third
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import of, state_of
from tanym.apps.recognition.proceedings import locked, note, repeated, touch
from tanym.apps.recognition.ties import keep_adviser_out, keep_out_of_another_round
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.procedures.people import assign, release
from tanym.core.procedures.state import to_json
from tanym.core.recognition.joint import FIRST, SECOND


def appoint(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    assessor: Person,
    place: int = FIRST,
) -> RecognitionCase:
    """Put another assessor in the place of one who has an interest in the case, or who cannot act; or name one, where
    an appeal has it examined anew. In the second place somebody judges blind beside the first; in the third on the
    outcomes on which the two differ.

    Raises `Refused("case.not-now")` while the case does not wait for an assessor, `InvalidValue("recognition.no-assessor")`,
    `Refused` (`recognition.marks-submitted`, `recognition.marks-begun`, `recognition.nothing-to-settle`),
    `NotPermitted` (`recognition.adviser-assesses`, `recognition.assessed-before`).
    """
    today = timezone.localdate(at)
    permit(TABLE, "appoint", actor, today, at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="appoint", revision=revision, sent=(code(assessor), place)):
            return found
        procedure = of(found).procedure
        if procedure.stages[found.stage].waits_for != "assessor":
            raise Refused("case.not-now", step="appoint", stage=found.stage)
        if not holds(assessor, "assessor", found.organisation, today) or assessor == found.assessor:
            raise InvalidValue("recognition.no-assessor")
        keep_out_of_another_round(found, assessor)
        if place == FIRST:
            _instead(found, assessor, at=at)
        elif place == SECOND:
            seat_second(found, assessor, at=at)
        else:
            seat_third(found, assessor, at=at)
        keep_adviser_out(found, assessor, today)
        touch(found, actor=actor, act="appoint")
        note(found, actor=actor, at=at, verb="appoint", details={"assessor": code(assessor), "place": place})
        if place == FIRST:
            ask_assessor(found, assessor, at=at)
        return found


def _instead(case: RecognitionCase, assessor: Person, *, at: datetime) -> None:
    state = state_of(case)
    if case.assessor is not None:
        state = release(state, "assessor", code(case.assessor))
    case.case = to_json(assign(of(case).procedure, state, "assessor", code(assessor)))
    case.assessor, case.relation, case.interest = assessor, "", ""
    first = case.assessing.filter(place=FIRST).first()
    if first is not None:
        reseat(first, assessor, at=at)
