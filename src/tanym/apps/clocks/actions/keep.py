"""Write down the clocks of a case."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from tanym.apps.audit.playing import playing
from tanym.apps.clocks.kinds import Held
from tanym.apps.clocks.models import Term
from tanym.apps.clocks.proceedings import Proceeding, pinned
from tanym.core.procedures.lateness import Reading
from tanym.core.procedures.table import OFFICES


def keep(found: Held, *, at: datetime) -> None:
    """Write the rows of a case's clocks as its state has them, in the transaction of the step that moved it.

    The caller has the case under lock. Of a rehearsal nothing is written down: nobody's list shows it, nothing escalates.
    """
    if playing() is not None:
        return
    on, state, proceeding = timezone.localdate(at), found.state, pinned(found.state)
    rows = Term.objects.filter(subject=found.subject, procedure=state.procedure, ended_on=None)
    open_ = {row.clock: row for row in rows}
    for reading in proceeding.clocks(state, on):
        row = open_.pop(reading.clock, None) or Term(
            subject=found.subject,
            procedure=state.procedure,
            clock=reading.clock,
            begun_on=reading.since or on,
        )
        row.organisation, row.titles, row.number = found.organisation, dict(found.titles), found.number
        row.address, row.kept_at = found.address, at
        _fill(row, proceeding, reading, on)
        row.save()
    for row in open_.values():
        row.state = Term.State.OVER if row.due_on and on > row.due_on else Term.State.STOPPED
        row.ended_on, row.kept_at = on, at
        row.save()


def _fill(row: Term, proceeding: Proceeding, reading: Reading, on: date) -> None:
    table = proceeding.procedure
    party = table.parties.get(reading.waits_for)
    row.stage, row.waits_for = reading.stage, reading.waits_for
    row.with_office = party is None or party.side in OFFICES
    row.state = Term.State.PAUSED if reading.paused else Term.State.RUNNING
    row.due_on, row.unit = reading.due, str(reading.unit)
    row.left = reading.left if reading.paused else None
    row.since = None if reading.paused else reading.since
    row.paused_since, row.cause = (reading.since if reading.paused else None), reading.cause
    last = reading.extensions[-1] if reading.extensions else None
    row.extended_by = last.party if last else ""
    row.extended_on = last.on if last else None
    row.extended_from = last.before if last else None
    row.extended_until = last.until if last else None
    row.extended_because = last.why if last else ""
    row.words = {
        "procedure": dict(table.words),
        "clock": dict(proceeding.words_of(table.clocks[reading.clock].lasts)),
        "party": dict(party.words) if party else {},
        "cause": dict(proceeding.step_words(reading.cause)),
    }
