"""Let the clocks of one case take the step that is due."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from tanym.apps.audit.playing import playing
from tanym.apps.clocks.actions.keep import keep
from tanym.apps.clocks.kinds import Held, held, kind_of
from tanym.apps.clocks.models import Term
from tanym.apps.clocks.notices import tell
from tanym.apps.clocks.proceedings import Proceeding, pinned
from tanym.core.procedures.lateness import steps_of_clocks


def run_one(*, at: datetime, subject: str) -> bool:
    """Whether a clock took its step; else the rows of the case's clocks are written anew. In the caller's transaction."""
    found = held(subject, lock=True)
    proceeding = pinned(found.state)
    due = steps_of_clocks(proceeding.procedure, found.state, timezone.localdate(at), proceeding.calendar)
    for step, party in due[:1]:
        kind_of(subject).take(found.thing, step.do, party, at)
        return True
    keep(found, at=at)
    _remind(found, proceeding, at)
    return False


def _remind(found: Held, proceeding: Proceeding, at: datetime) -> None:
    """Tell the applicant, once since a term counts, that it ends soon, where the table names a letter for it.

    Of a rehearsal no term is written down: its days pass one by one, and the letter goes on the first one of the warning.
    """
    on, state = timezone.localdate(at), found.state
    if playing() is not None:
        before = {one.clock for one in proceeding.clocks(state, on - timedelta(days=1)) if one.warned}
        for reading in proceeding.clocks(state, on):
            letter = proceeding.procedure.clocks[reading.clock].reminder
            if letter and reading.warned and reading.due and reading.clock not in before:
                tell(found, letter, due=reading.due, why="", at=at)
        return
    for reading in proceeding.clocks(state, on):
        letter = proceeding.procedure.clocks[reading.clock].reminder
        if not (letter and reading.warned and reading.due):
            continue
        row = Term.objects.get(
            subject=found.subject, procedure=state.procedure, clock=reading.clock, ended_on=None
        )
        if row.reminded_on is None or (reading.since and row.reminded_on < reading.since):
            tell(found, letter, due=reading.due, why="", at=at)
            row.reminded_on = on
            row.save(update_fields=["reminded_on"])
