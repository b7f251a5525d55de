"""Let the clocks of all cases take their steps."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.recognition.deciding import carry_out
from tanym.apps.recognition.models import Appeal, RecognitionCase
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.pinning import Record, of, state_of
from tanym.apps.recognition.proceedings import locked, take
from tanym.core.procedures.lateness import steps_of_clocks


def run_clocks(*, at: datetime) -> int:
    """Take the step of every clock whose term is over, each in its own transaction; how many were taken."""
    taken = 0
    for record in (*RecognitionCase.objects.all(), *Appeal.objects.select_related("of")):
        if of(record).procedure.stages[record.stage].end:
            continue
        with transaction.atomic():
            taken += _run(locked(record), at)
    return taken


def _run(record: Record, at: datetime) -> int:
    proceeding = of(record)
    due = steps_of_clocks(proceeding.procedure, state_of(record), timezone.localdate(at), proceeding.calendar)
    for step, party in due[:1]:
        moved = take(record, actor=None, at=at, step=step.do, party=party)
        carry_out(record, moved, actor=None, at=at)
        announce(record, moved, at=at)
    return len(due[:1])
