"""The case of a rehearsal, for the room that plays it: what it is, which page shows it, what was gone through of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from tanym.apps.accounts.models import Person
from tanym.apps.audit import clock as timezone
from tanym.apps.audit.clock import localdate
from tanym.apps.clocks.proceedings import Proceeding, in_force
from tanym.apps.recognition import reading
from tanym.apps.recognition.casefile import commission_of
from tanym.apps.recognition.held import held
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import Record, of, state_of
from tanym.apps.recognition.queries import visible
from tanym.core.kernel.errors import NotFound, TanymError
from tanym.core.kernel.periods import Period
from tanym.core.procedures.table import CLOCK, PROCEDURE, Step


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
    return [held(one).subject for one in _records(case)]


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
    for record in _records(case):
        party = of(record).procedure.stages[record.stage].waits_for
        found |= {party.removeprefix("appeal-"), *state_of(record).people.get(party, ())}
    return frozenset(found)


def waits_for_a_day(case: RecognitionCase, on: date) -> bool:
    """Whether a day can change anything: not in a draft for which no term runs."""
    return case.submitted_at is not None or any(one.due for one in reading.clocks(case, on))


def gone_through(case: RecognitionCase) -> list[dict[str, Any]]:
    """Of the procedure and of the appeal that it leads to: the steps taken, what was never reached, the terms, the questions.

    All in words by language and in codes; nobody is named.
    """
    records = _records(case)
    procedures = [of(one) for one in records]
    if len(records) == 1:
        with contextlib.suppress(TanymError):
            procedures.append(
                in_force(
                    case.organisation.code, f"{case.procedure}-appeal", timezone.localdate(case.opened_at)
                )
            )
    return [_of_procedure(case, one) for one in procedures]


def _of_procedure(case: RecognitionCase, proceeding: Proceeding) -> dict[str, Any]:
    table = proceeding.procedure
    events = list(case.events.filter(procedure=table.id).order_by("at", "pk"))
    reached = {table.start, *(one.stage for one in events)} if events or table.id == case.procedure else set()
    taken = {one.step for one in events}
    steps = {row.do: row for row in table.steps}
    return {
        "words": dict(table.words),
        "steps": [
            {
                "words": dict(steps[one.step].words) if one.step in steps else {},
                "stage": dict(table.stages[one.stage].words),
                "by": _by(proceeding, one.party),
                "day": localdate(one.at).isoformat(),
            }
            for one in events
        ],
        "stages_missed": [dict(one.words) for name, one in table.stages.items() if name not in reached],
        "steps_missed": [dict(row.words) for do, row in steps.items() if do not in taken and row.words],
        "terms": [
            {"words": dict(proceeding.words_of(clock.lasts)), "length": value.length, "unit": str(value.unit)}
            for clock in table.clocks.values()
            if isinstance(value := proceeding.stack.value(clock.lasts), Period)
        ],
        "questions": sorted({call.name for do in taken & steps.keys() for call in _guards(table.steps, do)}),
    }


def _by(proceeding: Proceeding, party: str) -> dict[str, str]:
    found = proceeding.procedure.parties.get(party)
    return dict(found.words) if found and not party.startswith((CLOCK, PROCEDURE)) else {}


def _guards(rows: tuple[Step, ...], do: str) -> Iterator[Any]:
    for row in rows:
        if row.do == do:
            yield from row.guards


def _records(case: RecognitionCase) -> list[Record]:
    return [case, case.appeal] if case.appeal is not None else [case]


def _sits(record: Record, person: Person) -> bool:
    commission = commission_of(record)
    return commission is not None and commission.seats.filter(person=person).exists()
