"""What runs, what is late and with whom: the reading of a case's clocks on a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tanym.core.kernel.calendar import Calendar
from tanym.core.kernel.periods import Unit
from tanym.core.procedures.clocks import Extension
from tanym.core.procedures.state import CaseState
from tanym.core.procedures.table import CLOCK, Procedure, Step, Words


@dataclass(frozen=True, slots=True)
class Reading:
    """One clock on one day.

    `due` is None while it stands still; `left` counts working days up to and with the last day, below zero when
    late (for a clock that stands still: what was left, in its own unit). `waits_for` is the party that acts next.
    `since` is the day from which it counts or stands still, `cause` the step that paused it, `tacit` the words for
    what follows where nobody acts in time.
    """

    clock: str
    stage: str
    waits_for: str
    due: date | None
    left: int
    warned: bool = False
    unit: Unit = Unit.WORKING_DAY
    since: date | None = None
    cause: str = ""
    extensions: tuple[Extension, ...] = ()
    tacit: Words = field(default_factory=dict)

    @property
    def paused(self) -> bool:
        """Whether the clock stands still."""
        return self.due is None

    @property
    def late(self) -> bool:
        """Whether the term is over while it runs."""
        return self.due is not None and self.left < 0


def readings(procedure: Procedure, state: CaseState, on: date, calendar: Calendar) -> tuple[Reading, ...]:
    """Every clock of the case, running ones first by their last day."""
    stage = procedure.stages[state.stage]
    running = []
    for name, clock in state.running.items():
        due = clock.due(calendar)
        left = calendar.working_days_between(on, due)
        if on > due:
            left = min(left, -1)  # a day off after the last day is late, too
        whole = calendar.working_days_between(clock.since, due)
        warn_at = procedure.clocks[name].warn_at
        warned = warn_at is not None and (whole - left) * 100 >= warn_at * whole
        running.append(
            Reading(
                name,
                stage.name,
                stage.waits_for,
                due,
                left,
                warned,
                since=clock.since,
                extensions=clock.extensions,
                tacit=procedure.clocks[name].tacit,
            )
        )
    paused = [
        Reading(
            name,
            stage.name,
            stage.waits_for,
            None,
            clock.left,
            unit=clock.unit,
            since=clock.since,
            cause=clock.cause,
            extensions=clock.extensions,
            tacit=procedure.clocks[name].tacit,
        )
        for name, clock in state.paused.items()
    ]
    return (*sorted(running, key=lambda one: (one.due or date.max, one.clock)), *paused)


def late(procedure: Procedure, state: CaseState, on: date, calendar: Calendar) -> tuple[Reading, ...]:
    """The clocks whose term is over on `on`, each with the party that the case waits for."""
    return tuple(one for one in readings(procedure, state, on, calendar) if one.late)


def steps_of_clocks(
    procedure: Procedure, state: CaseState, on: date, calendar: Calendar
) -> tuple[tuple[Step, str], ...]:
    """The steps that clocks take now because a term is over, each with its party `clock:NAME`."""
    found = []
    for name, clock in state.running.items():
        rule = procedure.clocks[name]
        row = procedure.row(state.stage, rule.on_expiry) if rule.takes_step else None
        if row is not None and CLOCK + name in row.by and clock.is_over(on, calendar):
            found.append((row, CLOCK + name))
    return tuple(found)
