"""Applications as the room of clocks knows them: how one is found, how its state is written, how a clock acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tanym.apps.accounts.models import Person
from tanym.apps.accreditation import notices
from tanym.apps.accreditation.handling import CASE, held, note, parties, take, touch, write
from tanym.apps.accreditation.kinds import COMMITTEE, OFFICE
from tanym.apps.accreditation.models import Application, Event
from tanym.apps.accreditation.permissions import AT_OFFICE
from tanym.apps.clocks.kinds import Held, Kind
from tanym.core.kernel.errors import NotFound
from tanym.core.procedures.extend import EXTEND, Extended


def kind() -> Kind:
    """Applications, and the cases of entries that they become."""
    return Kind(
        prefix=CASE,
        office=OFFICE | COMMITTEE,
        extends=AT_OFFICE["extend"],
        parties=parties,
        held=_find,
        write=_write,
        take=_take,
        open=_open,
    )


def _find(public_id: str, lock: bool) -> Held:
    rows = Application.objects.select_for_update(of=("self",), no_key=True) if lock else Application.objects
    found = rows.select_related("organisation", "office", "opened_by").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("accreditation.unknown")
    return held(found)


def _open() -> Iterable[str]:
    return (str(one) for one in Application.objects.filter(ended=False).values_list("public_id", flat=True))


def _write(application: Application, moved: Extended, actor: Person, at: datetime) -> None:
    write(application, moved.state)
    touch(application, actor=actor, act=EXTEND)
    Event.objects.create(
        application=application,
        step=EXTEND,
        stage=application.stage,
        by=actor,
        party=moved.extension.party,
        at=at,
    )


def _take(application: Application, step: str, party: str, at: datetime) -> None:
    """The step that a clock takes; a measure that nobody had decided by the end of the entry is dropped."""
    moved = take(application, actor=None, at=at, step=step, party=party)
    if measure := application.measures.filter(state="proposed").first():
        measure.state, measure.decided_at = "dropped", at
        measure.save()
        note(application, actor=None, at=at, verb="drop", details={"measure": measure.act})
    notices.announce(application, moved, at=at)
