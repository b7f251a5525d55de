"""Seating the second and the third assessor of a case, beside the one whom every case has."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code
from tanym.apps.organisations.queries import holds
from tanym.apps.recognition.assessing import joint_of, seats
from tanym.apps.recognition.models import Assessing, RecognitionCase
from tanym.apps.recognition.notices import address_of, ask_to_act
from tanym.apps.recognition.pinning import of, state_of
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.procedures.people import assign, release
from tanym.core.procedures.state import to_json
from tanym.core.recognition.joint import FIRST, SECOND, THIRD


def seat_second(case: RecognitionCase, person: Person, *, at: datetime) -> None:
    """Have a second assessor judge blind beside the first, or another one in that place, who begins anew.

    The caller writes the case. Raises `InvalidValue("recognition.no-assessor")`, `Refused("recognition.marks-begun")` where
    one assessor has begun to judge alone, `Refused("recognition.marks-submitted")`.
    """
    _new(case, person, at=at)
    found = {one.place: one for one in seats(case)}
    if SECOND in found:
        _give_up(case, found[SECOND])
        reseat(found[SECOND], person, at=at)
    else:
        if case.judgements.exists():
            raise Refused("recognition.marks-begun")
        assert case.assessor is not None
        Assessing.objects.create(
            case=case,
            person=case.assessor,
            place=FIRST,
            relation=case.relation,
            interest=case.interest,
            appointed_at=at,
        )
        Assessing.objects.create(case=case, person=person, place=SECOND, appointed_at=at)
    _seat(case, person, at=at)


def seat_third(case: RecognitionCase, person: Person, *, at: datetime) -> None:
    """Have a third assessor judge the outcomes on which the two differ, or another one in that place.

    Raises `InvalidValue("recognition.no-assessor")`, `Refused("recognition.nothing-to-settle")` where nothing waits for it.
    """
    _new(case, person, at=at)
    found = seats(case)
    open_ = joint_of(case, found).unsettled
    if not open_:
        raise Refused("recognition.nothing-to-settle")
    third = next((one for one in found if one.place == THIRD), None)
    if third is not None:
        _give_up(case, third)
        reseat(third, person, at=at)
    else:
        Assessing.objects.create(case=case, person=person, place=THIRD, outcomes=list(open_), appointed_at=at)
    _seat(case, person, at=at)


def reseat(seat: Assessing, person: Person, *, at: datetime) -> None:
    """Another person in a place: they begin anew, and the marks of whoever had it count no more."""
    if seat.submitted_at is not None:
        raise Refused("recognition.marks-submitted")
    seat.person, seat.relation, seat.interest, seat.appointed_at = person, "", "", at
    seat.save(update_fields=["person", "relation", "interest", "appointed_at"])


def ask_assessor(case: RecognitionCase, person: Person, *, at: datetime) -> None:
    """Tell an assessor that the case waits for them."""
    address = address_of(case, "recognition:work")
    ask_to_act(person, case, at=at, code="recognition.ask-assessor", address=address)


def _new(case: RecognitionCase, person: Person, *, at: datetime) -> None:
    taken = {case.assessor_id, *(one.person_id for one in seats(case))}
    if person.pk in taken or not holds(person, "assessor", case.organisation, timezone.localdate(at)):
        raise InvalidValue("recognition.no-assessor")


def _give_up(case: RecognitionCase, seat: Assessing) -> None:
    case.case = to_json(release(state_of(case), "assessor", code(seat.person)))


def _seat(case: RecognitionCase, person: Person, *, at: datetime) -> None:
    case.case = to_json(assign(of(case).procedure, state_of(case), "assessor", code(person)))
    case.save(update_fields=["case"])
    address = address_of(case, "recognition:work")
    ask_to_act(person, case, at=at, code="recognition.ask-blind-assessor", address=address)
