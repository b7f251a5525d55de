"""End a term that was begun beside the clocks of a procedure."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from tanym.apps.clocks.kinds import Held
from tanym.apps.clocks.models import Term


def end_term(found: Held, *, name: str, at: datetime) -> None:
    """What was due is done: in time, or after the last day. Where no such term is open nothing happens."""
    on = timezone.localdate(at)
    for row in Term.objects.filter(subject=found.subject, procedure=name, ended_on=None):
        row.state = Term.State.OVER if row.due_on and on > row.due_on else Term.State.STOPPED
        row.ended_on, row.kept_at = on, at
        row.save(update_fields=["state", "ended_on", "kept_at"])
