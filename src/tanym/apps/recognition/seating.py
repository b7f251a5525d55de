"""Seating a commission, its chair, its members' seats and the signatures under its minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code
from tanym.apps.organisations.queries import holds
from tanym.apps.recognition.casefile import commission_of, panel_of
from tanym.apps.recognition.models import Commission, Seat
from tanym.apps.recognition.notices import address_of, ask_to_act
from tanym.apps.recognition.pinning import Record, of, state_of
from tanym.apps.recognition.proceedings import case_of, named
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.kernel.faults import Fault
from tanym.core.procedures.commission import apart, check_panel
from tanym.core.procedures.people import with_people
from tanym.core.procedures.state import to_json

SIDES = ("educator", "practitioner")


@dataclass(frozen=True, slots=True)
class Member:
    """A member to be seated: the office (chair, deputy, or empty) and the side (educator, practitioner)."""

    person: Person
    office: str = ""
    side: str = "educator"


def seat(
    record: Record,
    *,
    secretary: Person,
    members: Sequence[Member],
    elected: bool,
    at: datetime,
    chair: str,
) -> Commission:
    """Write the commission of a case or an appeal and give the chair the party `chair` of the procedure.

    Raises `Refused` with the fault of a panel that may not be, `InvalidValue("recognition.no-member")`.
    """
    case, today = case_of(record), timezone.localdate(at)
    held = commission_of(record)
    if held is not None:
        if held.seats.exclude(vote="").exists():
            raise Refused("recognition.voting-began")
        held.delete()
    for member in members:
        if not holds(member.person, "member", case.organisation, today) or member.side not in SIDES:
            raise InvalidValue("recognition.no-member")
    commission = Commission.objects.create(
        case=case,
        procedure=record.case["procedure"],
        round=record.round,
        secretary=secretary,
        seated_at=at,
        elected=elected,
        minutes_number=f"{case.number}/{case.commissions.count() + 1}",
    )
    if len({member.person.pk for member in members}) != len(members):
        raise Refused("commission.member-twice")
    Seat.objects.bulk_create(
        [
            Seat(commission=commission, person=member.person, office=member.office, side=member.side)
            for member in members
        ]
    )
    for fault in check_seats(record, commission):
        raise named(Refused(fault.code, **fault.details), case)
    give_chair(record, commission, party=chair)
    page = "recognition:commission" if record is case else "recognition:appeal-commission"
    for member in members:
        ask_to_act(
            member.person, case, at=at, code="recognition.ask-member", address=address_of(record, page)
        )
    return commission


def check_seats(record: Record, commission: Commission) -> tuple[Fault, ...]:
    """What the commission's rules of the procedure have against its make-up."""
    rules = of(record).procedure.commission
    return check_panel(rules, panel_of(commission), apart(rules, state_of(record))) if rules else ()


def kept_out(record: Record, secretary: Person) -> frozenset[str]:
    """The people, as codes, who cannot sit: whom the rules of the commission keep out, and its secretary."""
    rules = of(record).procedure.commission
    out = apart(rules, state_of(record)) if rules else frozenset()
    return out | ({code(secretary)} if rules and rules.not_members else frozenset())


def give_chair(record: Record, commission: Commission, party: str = "") -> None:
    """Seat whoever chairs the meeting as the party that decides: the chair, else the deputy; the record is not saved.

    Raises `NotPermitted("case.two-sides")`.
    """
    party = party or ("chair" if record is case_of(record) else "appeal-chair")
    here = {
        one.office: one.person
        for one in commission.seats.select_related("person").filter(state="present", left_on=None)
    }
    chairing = here.get("chair") or here.get("deputy")
    people = {party: [code(chairing)] if chairing else []}
    record.case = to_json(with_people(of(record).procedure, state_of(record), people))


def own_seat(record: Record, person: Person) -> Seat:
    """The person's seat in this case or appeal. Raises `NotPermitted("recognition.not-seated")`."""
    commission = commission_of(record)
    found = commission.seats.filter(person=person).first() if commission else None
    if found is None:
        raise NotPermitted("recognition.not-seated")
    return found
