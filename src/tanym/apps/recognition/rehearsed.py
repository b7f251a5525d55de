"""The case of a rehearsal, for the room that plays it: what it is, which page shows it, whom it waits for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code
from tanym.apps.recognition import reading
from tanym.apps.recognition.assessor_pairs import is_office
from tanym.apps.recognition.casefile import commission_of, minutes_of
from tanym.apps.recognition.held import held
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import Record, of, state_of
from tanym.apps.recognition.queries import visible
from tanym.core.kernel.errors import NotFound
from tanym.core.procedures.table import CLOCK, PROCEDURE


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
    if case.appeal is not None and appealed(case) and is_office(case.organisation, person, on):
        return "recognition:appeal-commission", case.appeal.public_id
    return "recognition:work", case.public_id


def waits_for(case: RecognitionCase) -> frozenset[str]:
    """The parties, people (by code) and offices whose act is due, of the case or of its appeal."""
    found: set[str] = set()
    for record in records(case):
        if in_room := _in_the_room(record)[1]:
            found |= in_room
            continue
        party = of(record).procedure.stages[record.stage].waits_for
        found |= {party.removeprefix("appeal-"), *state_of(record).people.get(party, ())}
    return frozenset(found)


def _in_the_room(record: Record) -> tuple[str, set[str]]:
    """Of a commission that is seated and has not decided: who has to vote, else to write the minutes, else to sign them."""
    commission = commission_of(record)
    if commission is None or not of(record).guarded(record.stage, "majority"):
        return "", set()
    unvoted = commission.seats.filter(state="present", vote="").select_related("person")
    if found := {code(one.person) for one in unvoted}:
        return "rehearsal.due.vote", found
    if not commission.draft:
        return "rehearsal.due.minutes", {code(commission.secretary)}
    return "rehearsal.due.sign", set(minutes_of(record, commission).unsigned)


def due_in_the_room(case: RecognitionCase) -> str:
    """The code of what somebody of a commission has to do now; empty where no commission is at work."""
    found = (_in_the_room(record) for record in reversed(records(case)))
    return next((what for what, people in found if people), "")


def appealed(case: RecognitionCase) -> bool:
    """Whether an appeal is being heard."""
    return case.appeal is not None and case.appeal.ended_on is None


def may_be_done(case: RecognitionCase) -> list[Mapping[str, str]]:
    """What the table lets people do now, of the case or of the appeal that is being heard, in words."""
    record: Record = case.appeal if appealed(case) and case.appeal is not None else case
    rows = of(record).procedure.steps_from(record.stage)
    return [
        dict(row.words)
        for row in rows
        if row.words and any(not one.startswith((CLOCK, PROCEDURE)) for one in row.by)
    ]


def waits_for_a_day(case: RecognitionCase, on: date) -> bool:
    """Whether a day can change anything: not in a draft for which no term runs."""
    return case.submitted_at is not None or any(one.due for one in reading.clocks(case, on))


def records(case: RecognitionCase) -> list[Record]:
    """The case, and its appeal where there is one."""
    return [case, case.appeal] if case.appeal is not None else [case]


def _sits(record: Record, person: Person) -> bool:
    commission = commission_of(record)
    return commission is not None and commission.seats.filter(person=person).exists()
