"""Opens a case and takes it one step on; every refusal is a stable code, effects and letters are only named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tanym.core.kernel.calendar import Calendar
from tanym.core.kernel.errors import NotPermitted, Refused
from tanym.core.kernel.periods import FirstDay, Period
from tanym.core.procedures.answers import Answer, Moment, Oracle, Outcome
from tanym.core.procedures.clocks import Paused, Running, started
from tanym.core.procedures.people import admit_actor, with_actor, with_people
from tanym.core.procedures.state import CaseState
from tanym.core.procedures.table import CLOCK, PROCEDURE, Call, Procedure, Step

Lengths = Mapping[str, Period]
"""The period behind each value name that a clock lasts, resolved for the case's stack."""


class ClockChange(StrEnum):
    """What a step did to a clock."""

    STARTED = "started"
    STOPPED = "stopped"
    PAUSED = "paused"
    RESUMED = "resumed"


@dataclass(frozen=True, slots=True)
class Changed:
    """One clock that a step has moved; `due` is its last day while it runs."""

    clock: str
    change: ClockChange
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Advanced:
    """The case after a step, and what the platform has still to do: effects and letters, both by name.

    `due` is the last day of the term under which the new stage waits.
    """

    state: CaseState
    step: Step | None
    effects: tuple[Call, ...]
    letters: tuple[str, ...]
    clocks: tuple[Changed, ...]
    due: date | None


def open_case(
    procedure: Procedure,
    *,
    on: date,
    people: Mapping[str, Iterable[str]],
    calendar: Calendar,
    lengths: Lengths,
    first_day: FirstDay = FirstDay.NEXT_DAY,
    stack: Mapping[str, str] | None = None,
    appealed: CaseState | None = None,
) -> CaseState:
    """A new case at the start of the procedure.

    `people` names the persons of each relation (claimant, assessor …); more may be seated later (`people.assign`).
    `stack` pins the digests of the packs. `appealed` is the case that this one is an appeal against: whoever acted
    there for one side cannot act for another here. Raises `Refused("clock.length-not-given")` as long as an
    institution has not given every length, and `NotPermitted("case.two-sides")`.
    """
    for name in procedure.lengths_needed():
        if name not in lengths:
            raise Refused("clock.length-not-given", value=name, procedure=procedure.id)
    state = CaseState(
        procedure=procedure.id,
        version=procedure.version,
        stage=procedure.start,
        opened_on=on,
        last_on=on,
        acted=appealed.acted if appealed else (),
        running={name: _start(procedure, name, on, lengths, first_day) for name in procedure.on_entry_starts},
        stack=dict(stack or {}),
    )
    for due in state.running.values():
        due.due(calendar)  # refuses here, not at the first reading, a term that the calendar cannot count
    return with_people(procedure, state, people)


def advance(
    procedure: Procedure,
    state: CaseState,
    *,
    step: str,
    party: str,
    person: str | None,
    on: date,
    oracle: Oracle,
    calendar: Calendar,
    lengths: Lengths,
    first_day: FirstDay = FirstDay.NEXT_DAY,
) -> Advanced:
    """The case after `party` (a party, `clock:NAME` or `procedure:ID`) has taken `step`.

    Raises `Refused` with `case.other-version`, `case.not-now`, `case.earlier-day`, `case.clock-not-expired`,
    `case.STEP.GUARD` (not met) or `case.STEP.GUARD.undecided`, `clock.length-not-given`, `calendar.year-missing`;
    `NotPermitted` with `case.not-yours` or `case.two-sides`. The state given is never changed.
    """
    row = row_for(procedure, state, step)
    _allow(procedure, state, row, party, person, on, calendar)
    at = Moment(state, row.do, person, on, calendar)
    for guard, answer in judge(row, at, oracle):
        if answer.outcome is not Outcome.MET:
            ending = ".undecided" if answer.outcome is Outcome.UNDECIDED else ""
            details = {"step": row.do, "guard": guard.name, **guard.arguments, **answer.details}
            raise Refused(f"case.{row.do}.{guard.name}{ending}", **details)
    running, paused, changes = _clocks(procedure, state, row, on, calendar, lengths, first_day)
    moved = replace(state, stage=row.target(state.stage), last_on=on, running=running, paused=paused)
    moved = with_actor(procedure, moved, party, person)
    stage = procedure.stages[moved.stage]
    due = running[stage.clock].due(calendar) if stage.clock in running else None
    return Advanced(moved, row, row.effects, row.letters, changes, due)


def judge(row: Step, at: Moment, oracle: Oracle) -> tuple[tuple[Call, Answer], ...]:
    """Each guard of a step with its answer, in the order of the table: what a page shows before anybody acts."""
    return tuple((guard, oracle(guard, at)) for guard in row.guards)


def row_for(procedure: Procedure, state: CaseState, step: str) -> Step:
    """The row that `step` takes from where the case stands. Raises `Refused` (`case.other-version`, `case.not-now`)."""
    if (state.procedure, state.version) != (procedure.id, procedure.version):
        raise Refused("case.other-version", procedure=state.procedure, version=state.version)
    row = procedure.row(state.stage, step)
    if row is None:
        raise Refused("case.not-now", step=step, stage=state.stage)
    return row


def possible(procedure: Procedure, state: CaseState, parties: Iterable[str]) -> tuple[Step, ...]:
    """The steps that one of `parties` may take from here, guards aside (see `people.parties_of`)."""
    if (state.procedure, state.version) != (procedure.id, procedure.version):
        return ()
    given = frozenset(parties)
    return tuple(row for row in procedure.steps_from(state.stage) if given.intersection(row.by))


def _allow(
    procedure: Procedure,
    state: CaseState,
    row: Step,
    party: str,
    person: str | None,
    on: date,
    calendar: Calendar,
) -> None:
    if party not in row.by:
        raise NotPermitted("case.not-yours", step=row.do, party=party)
    if party.startswith((CLOCK, PROCEDURE)):
        if person is not None:
            raise NotPermitted("case.not-yours", step=row.do, party=party)
    else:
        admit_actor(procedure, state, party, person, row.do)
    if on < state.last_on:
        raise Refused("case.earlier-day", on=on, last_on=state.last_on)
    if party.startswith(CLOCK):
        clock = state.running.get(party.removeprefix(CLOCK))
        if clock is None or not clock.is_over(on, calendar):
            raise Refused("case.clock-not-expired", clock=party.removeprefix(CLOCK))


def _start(procedure: Procedure, name: str, on: date, lengths: Lengths, first_day: FirstDay) -> Running:
    value = procedure.clocks[name].lasts
    if value not in lengths:
        raise Refused("clock.length-not-given", value=value, procedure=procedure.id)
    return started(on, lengths[value], first_day)


def _clocks(
    procedure: Procedure,
    state: CaseState,
    row: Step,
    on: date,
    calendar: Calendar,
    lengths: Lengths,
    first_day: FirstDay,
) -> tuple[dict[str, Running], dict[str, Paused], tuple[Changed, ...]]:
    running, paused = dict(state.running), dict(state.paused)
    changes: list[Changed] = []
    for name in row.stops:
        if running.pop(name, None) or paused.pop(name, None):
            changes.append(Changed(name, ClockChange.STOPPED))
    for name in row.pauses:
        if name in running:
            paused[name] = running.pop(name).paused(on, calendar, row.do)
            changes.append(Changed(name, ClockChange.PAUSED))
    for name in row.resumes:
        if name in paused:
            running[name] = paused.pop(name).resumed(on)
            changes.append(Changed(name, ClockChange.RESUMED, running[name].due(calendar)))
    for name in (*row.restarts, *row.starts):
        paused.pop(name, None)
        running[name] = _start(procedure, name, on, lengths, first_day)
        changes.append(Changed(name, ClockChange.STARTED, running[name].due(calendar)))
    return running, paused, tuple(changes)
