"""Reads of applications: whose they are, what waits for whom, how the entry that came of one stands."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tanym.apps.accreditation.handling import APPLICANT, EXPERT, kind_of, of, parties, state_of
from tanym.apps.accreditation.kinds import APPLICANT as APPLICANTS
from tanym.apps.accreditation.kinds import KINDS, PARTIES, PROVIDER, Kind
from tanym.apps.accreditation.models import Application, Condition, Measure
from tanym.apps.clocks.proceedings import code
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import holds_one, members, organisation, organisations, places
from tanym.apps.policy.queries import stack
from tanym.apps.registers.models import Entry
from tanym.apps.registers.queries import Stood, entries, entries_of
from tanym.apps.registers.queries import entry as entry_by
from tanym.core.kernel.errors import NotFound
from tanym.core.procedures.lateness import Reading
from tanym.core.registers.standing import Status
from tanym.core.rules.types import Typed

LIVING = frozenset({Status.IN_FORCE, Status.SUSPENDED, Status.NOT_YET})


def _all() -> QuerySet[Application]:
    return Application.objects.select_related("organisation", "office", "opened_by")


def application(public_id: UUID | str) -> Application:
    """The application with this identifier. Raises `NotFound`."""
    try:
        found = _all().filter(public_id=UUID(str(public_id))).first()
    except ValueError:
        found = None
    if found is None:
        raise NotFound("accreditation.unknown")
    return found


def readable(public_id: UUID | str, person: Any, on: date) -> Application:
    """An application that the person has a part in: for the organisation, at the office, as an expert, in the ministry.

    Drafts are the organisation's alone. Raises `NotFound("accreditation.unknown")` for everybody else.
    """
    found = application(public_id)
    held = parties(found, person, on)
    if not held and not reads_as_office(found, person, on):
        raise NotFound("accreditation.unknown")
    if found.submitted_at is None and APPLICANT not in held and found.stage == of(found).procedure.start:
        raise NotFound("accreditation.unknown")
    return found


def reads_as_office(found: Application, person: Any, on: date) -> bool:
    """Whether a person works for the office that decides, or for the body that consents: also after having acted elsewhere."""
    kind = kind_of(found)
    procedure = of(found).procedure
    return any(
        name in PARTIES
        and name not in (APPLICANT, EXPERT)
        and holds_one(person, PARTIES[name], organisation(kind.place(name)), on)
        for name in procedure.parties
    )


def own(person: Any, on: date) -> QuerySet[Application]:
    """The applications of the organisations for which the person may apply, newest first."""
    return _all().filter(organisation__in=places(person, APPLICANTS, on))


def may_apply_for(person: Any, on: date) -> QuerySet[Organisation]:
    """The organisations for which the person may apply."""
    return places(person, APPLICANTS, on)


def examined_by(person: Any) -> list[Application]:
    """The applications in which the person is seated as an expert, newest first."""
    return [
        one
        for one in _all().filter(seats__expert=person).distinct()
        if code(person) in state_of(one).people.get(EXPERT, ())
    ]


def offices(person: Any, on: date) -> list[Kind]:
    """The kinds of applications that a person handles at an office, or consents to."""
    found = []
    for kind in KINDS.values():
        procedure_parties = (
            ("keeper", "committee-member") if kind.procedure == PROVIDER else ("chamber", "ministry")
        )
        for party in procedure_parties:
            at = organisations().filter(code=kind.place(party)).first()
            if at and holds_one(person, PARTIES[party], at, on):
                found.append(kind)
                break
    return found


def at_office(kinds: list[Kind]) -> QuerySet[Application]:
    """The applications that were sent to these offices, the longest waiting first."""
    return (
        _all()
        .filter(procedure__in=[one.procedure for one in kinds])
        .exclude(submitted_at=None, stage="draft")
        .order_by("submitted_at", "pk")
    )


def holding(found: QuerySet[Application], words: str) -> list[int]:
    """The keys of those whose number or organisation holds these words, in any language."""
    asked = words.casefold()
    rows = found.values_list("pk", "number", "organisation__code", "organisation__names")
    return [
        pk
        for pk, number, code_, names in rows
        if any(asked in text.casefold() for text in (number, code_, *names.values()))
    ]


def entries_without_case(registers: list[str], on: date) -> list[Stood]:
    """The entries in force or suspended for which no case was opened yet."""
    with_case = set(Application.objects.exclude(entry=None).values_list("entry", flat=True))
    return [
        one
        for register in registers
        for one in entries(register, on)
        if one.standing.status in LIVING and one.entry.public_id not in with_case
    ]


def clocks(found: Application, on: date) -> tuple[Reading, ...]:
    """What runs and what stands still."""
    return of(found).clocks(state_of(found), on)


def entry_of(found: Application) -> Entry | None:
    """The entry in the register that this is about; None before the decision."""
    if found.entry is None:
        return None
    return Entry.objects.filter(public_id=found.entry).select_related("organisation").first()


def application_of(entry: Entry) -> Application | None:
    """The case of an entry: the application by which it stands in the register now."""
    return _all().filter(entry=entry.public_id, renews=False).order_by("ended", "-opened_at").first()


def entry(public_id: UUID | str) -> Entry:
    """An entry of a register that a procedure of this room fills. Raises `NotFound`."""
    found = entry_by(public_id)
    if found.register not in {one.register for one in KINDS.values()}:
        raise NotFound("accreditation.unknown")
    return found


def standing_entries(body: Organisation, on: date) -> list[Stood]:
    """The entries of an organisation in the registers that this room fills."""
    registers = {one.register for one in KINDS.values()}
    return [one for one in entries_of(body, on) if one.entry.register in registers]


def open_application(body: Organisation, procedure: str) -> Application | None:
    """An application of this kind that was not decided yet."""
    found = _all().filter(organisation=body, procedure=procedure, ended=False)
    return next((one for one in found if one.renews or one.entry is None), None)


def criteria(found: Application) -> tuple[str, ...]:
    """The criteria of the decision, by the packs of the case."""
    value: Typed | None = of(found).stack.value(kind_of(found).criteria)
    return (
        tuple(value)
        if isinstance(value, tuple)
        else tuple(sorted(value))
        if isinstance(value, frozenset)
        else ()
    )


def experts(found: Application, on: date) -> list[Any]:
    """Who may be chosen as an expert: experts of the office and of the national centre."""
    seen: dict[int, Any] = {}
    for at in (found.office, *organisations("national-centre")):
        for one in members(at, "expert", on):
            seen.setdefault(one.person_id, one.person)
    return list(seen.values())


def open_conditions() -> QuerySet[Condition]:
    """Conditions that nobody has confirmed yet, those due first at the front."""
    decided = Condition.objects.filter(confirmed_at=None, application__decision__decided_at__isnull=False)
    return decided.filter(application__ended=False).select_related("application__organisation")


def proposed_measure(found: Application) -> Measure | None:
    """The suspension, reinstatement or withdrawal that waits for a decision."""
    return found.measures.filter(state="proposed").select_related("proposed_by").first()


def grounds(found: Application) -> tuple[str, ...]:
    """The grounds on which the packs let an entry be revoked; empty where they name none."""
    value = stack(state_of(found).opened_on, packs=state_of(found).stack).value(
        "accreditation.revocation-grounds"
    )
    if found.procedure == PROVIDER or value is None:
        return ()
    return tuple(sorted(value)) if isinstance(value, frozenset | tuple) else ()
