"""What is open, and with whom: written down with every change, so that a desk of fifty thousand cases opens at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tanym.apps.accounts.models import Person
from tanym.apps.recognition.assessing import awaited
from tanym.apps.recognition.held import held
from tanym.apps.recognition.models import (
    Appeal,
    Assessing,
    Awaited,
    Commission,
    Pending,
    RecognitionCase,
    Seat,
)
from tanym.apps.recognition.pinning import Record, of, state_of
from tanym.core.procedures.table import PROCEDURE, Basis

OFFICE = frozenset({"secretary", "officer", "evaluator"})
"""The roles that see all that was submitted to their organisation."""

NEVER = date.max
"""Stands for the last day where no term runs: such cases come last."""

Waiter = tuple[Person | None, str]
"""A person, or the role whose holders at the organisation are waited for."""


def refresh(record: Record) -> None:
    """Write down where a case or an appeal stands now; one that is over, still a draft, or rehearsed is on no desk."""
    case = record if isinstance(record, RecognitionCase) else record.of
    subject, stage = held(record).subject, of(record).procedure.stages[record.stage]
    _note_the_end(record, bool(stage.end))
    if stage.end or case.rehearsal or (case.submitted_at is None and record is case):
        Pending.objects.filter(subject=subject).delete()
        return
    due = _due(record)
    found, _new = Pending.objects.update_or_create(
        subject=subject,
        defaults={
            "case": case,
            "appeal": None if record is case else record,
            "organisation": case.organisation,
            "procedure": record.case["procedure"],
            "stage": record.stage,
            "due_on": due,
        },
    )
    found.awaited.all().delete()
    Awaited.objects.bulk_create(
        Awaited(pending=found, person=person, role=role, organisation=case.organisation, due_on=due)
        for person, role in dict.fromkeys(waiters(record, case))
    )


def waiters(record: Record, case: RecognitionCase) -> Iterator[Waiter]:
    """Whom the case waits for: the party of its stage, members who have not voted, the office that has to seat them."""
    procedure, state = of(record).procedure, state_of(record)
    party = procedure.stages[record.stage].waits_for
    if not party.startswith(PROCEDURE) and party in procedure.parties:
        if procedure.parties[party].basis is Basis.ROLE:
            yield None, party.removeprefix("appeal-")
        elif party == "assessor" and (several := _of_several(record)) is not None:
            yield from several
        elif party != "claimant":
            people = Person.objects.filter(public_id__in=state.people.get(party, ()))
            yield from ((one, "") for one in people.order_by("pk"))
            if party == "assessor" and not people:  # somebody has to be appointed first
                yield from ((None, role) for role in sorted(OFFICE & set(_roles(record))))
    commission = case.commissions.filter(procedure=record.case["procedure"], round=record.round).first()
    if of(record).guarded(record.stage, "majority") and commission is not None:
        unvoted = commission.seats.filter(state="present", vote="").select_related("person")
        yield from ((seat.person, "") for seat in unvoted)
    if of(record).guarded(record.stage, "quorum") and not _minutes_are_written(commission):
        yield from ((None, role) for role in sorted(OFFICE & set(_roles(record))))


def _of_several(record: Record) -> list[Waiter] | None:
    """Which of several assessors have something to do, or the office that has to appoint a third."""
    found = awaited(record) if isinstance(record, RecognitionCase) else None
    if found is None:
        return None
    people, office = found
    return [(one, "") for one in people] + [
        (None, role) for role in sorted(OFFICE & {*_roles(record)}) if office
    ]


def _roles(record: Record) -> Iterator[str]:
    for name, party in of(record).procedure.parties.items():
        if party.basis is Basis.ROLE:
            yield name.removeprefix("appeal-")


def _minutes_are_written(commission: Commission | None) -> bool:
    return (
        commission is not None
        and bool(commission.draft)
        and str(commission.secretary.public_id) in commission.signatures
    )


def _due(record: Record) -> date:
    proceeding = of(record)
    state = state_of(record)
    wanted = proceeding.procedure.stages[record.stage].clock
    readings = proceeding.clocks(state, state.last_on)
    return next((one.due for one in readings if one.clock == wanted and one.due), NEVER)


def _note_the_end(record: Record, over: bool) -> None:
    ended = state_of(record).last_on if over else None
    if record.ended_on != ended:
        record.ended_on = ended
        record.save(update_fields=["ended_on"])


def open_ids(model: type[RecognitionCase] | type[Appeal]) -> list[str]:
    """The public ids of all cases, or of all appeals, that are open."""
    rows = Pending.objects.filter(appeal__isnull=model is RecognitionCase)
    name = "case__public_id" if model is RecognitionCase else "appeal__public_id"
    return [str(one) for one in rows.values_list(name, flat=True)]


def fill() -> None:
    """Write down what was open before lists were kept. After every migration; it asks once and finds nothing as a rule."""
    missed = RecognitionCase.objects.filter(
        submitted_at__isnull=False, ended_on__isnull=True, pending__isnull=True
    )
    for case in missed.select_related("organisation"):
        refresh(case)
        if (lodged := case.appeal) is not None:
            refresh(lodged)


def seats_of(person: Person) -> list[int]:
    """The cases in whose commissions a person sits, or that they assess beside others."""
    assessed = Assessing.objects.filter(person=person).values_list("case", flat=True)
    return [*Seat.objects.filter(person=person).values_list("commission__case", flat=True), *assessed]
