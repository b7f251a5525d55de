"""Let the clocks of one case take the step that is due."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from tanym.apps.clocks.actions.keep import keep
from tanym.apps.clocks.kinds import held, kind_of
from tanym.apps.clocks.proceedings import pinned
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
    return False
