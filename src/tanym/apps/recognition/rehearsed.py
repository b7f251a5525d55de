"""The case of a rehearsal, for the room that plays it: what it is, which page shows it, whom it waits for."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tanym.apps.accounts.models import Person
from tanym.apps.recognition import reading
from tanym.apps.recognition.casefile import commission_of
from tanym.apps.recognition.held import held
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import Record, of, state_of
from tanym.apps.recognition.queries import visible
from tanym.core.kernel.errors import NotFound


def case_in(rehearsal: UUID) -> RecognitionCase:
    """The case of a rehearsal, whoever asks from wherever; the caller has permitted. Raises `NotFound("page.unknown")`."""
    found = RecognitionCase._base_manager.filter(played_in=rehearsal, rehearsal=True).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def is_about(case: RecognitionCase, public_id: UUID) -> bool:
    """Whether this names the case itself or an appeal of it."""
    return public_id == case.public_id or case.appeals.filter(public_id=public_id).exists()


def subjects(case: RecognitionCase) -> list[str]:
    """The case and its appeal as the room of clocks knows them."""
    return [held(one).subject for one in records(case)]


def page_of(case: RecognitionCase, person: Person, on: date) -> tuple[str, UUID] | None:
    """The page on which somebody works at the case now, and of what; None while they see nothing of it."""
    if person.pk == case.claimant_id:
        return "recognition:case", case.public_id
    if not visible(person, on).filter(pk=case.pk).exists():
        return None
    for record, page in ((case.appeal, "recognition:appeal-commission"), (case, "recognition:commission")):
        if record is not None and _sits(record, person):
            return page, record.public_id
    return "recognition:work", case.public_id


def waits_for(case: RecognitionCase) -> frozenset[str]:
    """The parties, people (by code) and offices whose act is due, of the case or of its appeal."""
    found: set[str] = set()
    for record in records(case):
        party = of(record).procedure.stages[record.stage].waits_for
        found |= {party.removeprefix("appeal-"), *state_of(record).people.get(party, ())}
    return frozenset(found)


def waits_for_a_day(case: RecognitionCase, on: date) -> bool:
    """Whether a day can change anything: not in a draft for which no term runs."""
    return case.submitted_at is not None or any(one.due for one in reading.clocks(case, on))


def records(case: RecognitionCase) -> list[Record]:
    """The case, and its appeal where there is one."""
    return [case, case.appeal] if case.appeal is not None else [case]


def _sits(record: Record, person: Person) -> bool:
    commission = commission_of(record)
    return commission is not None and commission.seats.filter(person=person).exists()
