"""The kind of case that designs are to the clocks: how one is found, how its state is written, how a clock acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.clocks.kinds import Held, Kind
from tanym.apps.clocks.proceedings import take as advanced
from tanym.apps.organisations.queries import holds, organisations
from tanym.apps.qualifications import approval, notices
from tanym.apps.qualifications.held import VERSION, held
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.permissions import AT_CENTRE
from tanym.apps.qualifications.publishing import publish
from tanym.core.kernel.errors import NotFound, Refused
from tanym.core.procedures.extend import Extended
from tanym.core.procedures.state import from_json, to_json

OFFICE = frozenset({approval.REVIEWER, "committee-member"})
"""Who sees the terms of the centre together."""


def kind() -> Kind:
    """A version of a design under the procedure of approval."""
    return Kind(
        prefix=VERSION,
        office=OFFICE,
        extends=AT_CENTRE["extend"],
        parties=_parties,
        held=_find,
        write=_write,
        take=_take,
        open=_open,
    )


def _parties(version: Version, person: Person, on: date) -> tuple[str, ...]:
    """As which parties of the procedure a person may extend its terms: nobody who works for a body of the design."""
    if approval.conflicted(version, person, on):
        return ()
    return tuple(
        role
        for role in sorted(OFFICE)
        if any(holds(person, role, at, on) for at in organisations("national-centre"))
    )


def _find(public_id: str, lock: bool) -> Held:
    rows = Version.objects.select_for_update(no_key=True) if lock else Version.objects
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return held(found)


def _open() -> Iterable[str]:
    """The designs in which an act of somebody is due."""
    for version in Version.objects.all():
        if not approval.settled(version):
            yield str(version.public_id)


def _write(version: Version, moved: Extended, actor: Person, at: datetime) -> None:
    version.case = to_json(moved.state)
    version.revision += 1
    version.save(update_fields=["case", "revision"])


def _take(version: Version, step: str, party: str, at: datetime) -> None:
    """The step that a clock takes; where a pack lets silence count as approval, the design is published as it was sent.

    Raises `Refused("design.clock-has-effects")` for any other effect: only a person can carry it out.
    """
    on = timezone.localdate(at)
    moved = advanced(from_json(version.case), step=step, party=party, person=None, on=on)
    effects = {call.name for call in moved.effects}
    if effects == {"publish"}:
        publish(version, moved, actor=None, at=at, report=version.report)
    elif effects:
        raise Refused("design.clock-has-effects", step=step)
    else:
        approval.put(version, moved.state, at=at)
        version.revision += 1
        version.save(update_fields=["case", "stage", "revision"])
    verb = "approve" if effects == {"publish"} else step.replace("-", "_")  # an approval, by whichever step
    journal(actor=None, at=at, action=f"qualifications.{verb}", subject=f"{VERSION}:{version.public_id}")
    notices.tell(version, moved, at=at)
