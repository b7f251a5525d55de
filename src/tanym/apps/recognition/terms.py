"""The kinds of cases that recognition puts under clocks: how one is found, how its state is written, how a clock acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.kinds import Held, Kind
from tanym.apps.recognition.deciding import carry_out, hold_awards
from tanym.apps.recognition.held import APPEAL, CASE, held
from tanym.apps.recognition.models import Appeal, Event, RecognitionCase
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.pending import OFFICE, open_ids
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import Record
from tanym.apps.recognition.proceedings import case_of, locked, parties, take, touch
from tanym.core.kernel.errors import NotFound
from tanym.core.procedures.extend import EXTEND, Extended
from tanym.core.procedures.state import to_json


def kinds() -> tuple[Kind, Kind]:
    """A case, and the appeal against its decision."""
    return _kind(RecognitionCase, CASE), _kind(Appeal, APPEAL)


def _kind(model: Any, prefix: str) -> Kind:
    def find(public_id: str, lock: bool) -> Held:
        found = model.objects.filter(public_id=public_id).first()
        if found is None:
            raise NotFound("page.unknown")
        return held(locked(found) if lock else found)

    def open_() -> Iterable[str]:
        return open_ids(model)

    return Kind(
        prefix=prefix,
        office=OFFICE,
        extends=TABLE["extend"],
        parties=parties,
        held=find,
        write=_write,
        take=_take,
        open=open_,
    )


def _write(record: Record, moved: Extended, actor: Person, at: datetime) -> None:
    """The state of the case with its term extended, and a line of its history."""
    record.case = to_json(moved.state)
    touch(record, actor=actor, act=EXTEND)
    Event.objects.create(
        case=case_of(record),
        procedure=moved.state.procedure,
        step=EXTEND,
        stage=record.stage,
        by=actor,
        party=moved.extension.party,
        at=at,
    )


def _take(record: Record, step: str, party: str, at: datetime) -> None:
    """The step that a clock takes, with its effects and its letters."""
    hold_awards(case_of(record))
    moved = take(record, actor=None, at=at, step=step, party=party)
    carry_out(record, moved, actor=None, at=at)
    announce(record, moved, at=at)
