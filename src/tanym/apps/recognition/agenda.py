"""Sittings of an organisation's commissions: what is ready for one, and what is on its agenda."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import memberships
from tanym.apps.recognition.casefile import commission_of
from tanym.apps.recognition.models import Commission, Pending, RecognitionCase, Sitting
from tanym.apps.recognition.pending import OFFICE
from tanym.apps.recognition.pinning import Record, of
from tanym.core.kernel.errors import NotFound

MOST = 200
"""The cases that are looked through: those whose terms end first."""


@dataclass(frozen=True, slots=True)
class Item:
    """A case or an appeal that waits for its commission: the commission, if it is seated, and the last day."""

    record: Record
    case: RecognitionCase
    commission: Commission | None
    due_on: date

    @property
    def is_appeal(self) -> bool:
        """Whether it is an appeal, whose panel decides."""
        return self.record is not self.case


def ready(organisation: Organisation) -> list[Item]:
    """What waits for a commission there, in the order of the last days."""
    found = []
    rows = Pending.objects.filter(organisation=organisation).select_related("case", "appeal__of")[:MOST]
    for one in rows:
        record: Record = one.appeal or one.case
        if of(record).guarded(record.stage, "majority"):
            found.append(Item(record, one.case, commission_of(record), one.due_on))
    return found


def offices(person: Any, on: date) -> list[Organisation]:
    """The organisations in whose office somebody works."""
    held = memberships(person, on).filter(role__in=OFFICE).select_related("organisation")
    return list({one.organisation_id: one.organisation for one in held}.values())


def sittings(organisations: Iterable[Organisation]) -> list[Sitting]:
    """The sittings that they called, the next ones first."""
    return list(Sitting.objects.filter(organisation__in=list(organisations)).order_by("-starts_at")[:50])


def sitting(public_id: UUID, person: Any, on: date) -> Sitting:
    """A sitting that this person may see: its office, and who sits on one of its commissions. Raises `NotFound`."""
    found = Sitting.objects.select_related("organisation").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    held = memberships(person, on).filter(organisation=found.organisation)
    if held.filter(role__in=OFFICE).exists():
        return found
    seated = found.commissions.filter(seats__person=person).exists()
    if not seated or not held.filter(role="member").exists():
        raise NotFound("page.unknown")
    return found


def agenda(called: Sitting, person: Any, on: date) -> list[Commission]:
    """What is on the agenda for this person: everything for the office, for a member what they sit on."""
    found = called.commissions.select_related("case").order_by("case__number")
    office = memberships(person, on).filter(organisation=called.organisation, role__in=OFFICE).exists()
    return list(found if office else found.filter(seats__person=person))
