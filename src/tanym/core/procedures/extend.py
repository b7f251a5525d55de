"""Extension of a term: as far and as often as the pack says, by whom it says, before the term is over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tanym.core.kernel.calendar import Calendar
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.kernel.periods import Period, Unit
from tanym.core.procedures.advance import Lengths
from tanym.core.procedures.clocks import Extension, Running
from tanym.core.procedures.people import admit_actor, with_actor
from tanym.core.procedures.state import CaseState
from tanym.core.procedures.table import Clock, Procedure

EXTEND = "extend"
"""What the act is called in refusals; it is no step of a table."""


@dataclass(frozen=True, slots=True)
class Extended:
    """The case after a term was extended, and the letter that tells the other side."""

    state: CaseState
    extension: Extension
    letter: str


def extend(
    procedure: Procedure,
    state: CaseState,
    *,
    clock: str,
    party: str,
    person: str,
    on: date,
    by: Period,
    why: str,
    calendar: Calendar,
    lengths: Lengths,
) -> Extended:
    """The case in which the term of `clock` ends later by `by`; the stage and the other clocks stay as they are.

    Raises `Refused` with `case.other-version`, `case.earlier-day`, `clock.not-running` (never started, stopped or
    paused), `clock.not-extendable`, `clock.extended-already`, `clock.extended-too-late` (the term is over),
    `clock.length-not-given`, `calendar.year-missing`; `NotPermitted` with `case.not-yours` or `case.two-sides`;
    `InvalidValue` with `clock.extended-without-reason`, `clock.extended-by-nothing`, `clock.extended-too-far`.
    """
    rule, running = _rule(procedure, state, clock)
    if party not in rule.extended_by:
        raise NotPermitted("case.not-yours", step=EXTEND, party=party)
    admit_actor(procedure, state, party, person, EXTEND)
    if on < state.last_on:
        raise Refused("case.earlier-day", on=on, last_on=state.last_on)
    before = running.due(calendar)
    if on > before:
        raise Refused("clock.extended-too-late", clock=clock, due=before)
    if not why.strip():
        raise InvalidValue("clock.extended-without-reason", clock=clock)
    until = calendar.due(before, by)
    furthest = _furthest(procedure, rule, before, calendar, lengths)
    if until <= before:
        raise InvalidValue("clock.extended-by-nothing", clock=clock, due=before)
    if until > furthest:
        raise InvalidValue("clock.extended-too-far", clock=clock, until=until, furthest=furthest)
    told = Extension(on, party, person, why.strip(), before, until)
    clocks = {**state.running, clock: running.extended(by, told)}
    moved = with_actor(procedure, replace(state, running=clocks, last_on=on), party, person)
    return Extended(moved, told, rule.notice)


def until(day: date, before: date, calendar: Calendar) -> Period:
    """The period from a last day to a later working day. Raises `InvalidValue("clock.extended-to-day-off")`."""
    if not calendar.is_working(day):
        raise InvalidValue("clock.extended-to-day-off", day=day)
    return Period(max(calendar.working_days_between(before, day), 0), Unit.WORKING_DAY)


def furthest(
    procedure: Procedure, state: CaseState, clock: str, on: date, calendar: Calendar, lengths: Lengths
) -> date | None:
    """The latest day to which a term can still be extended on a day; None where it cannot be."""
    try:
        rule, running = _rule(procedure, state, clock)
        before = running.due(calendar)
        return _furthest(procedure, rule, before, calendar, lengths) if on <= before else None
    except Refused:
        return None


def _rule(procedure: Procedure, state: CaseState, clock: str) -> tuple[Clock, Running]:
    """The row of the table and the clock itself, where one may still be extended."""
    if (state.procedure, state.version) != (procedure.id, procedure.version):
        raise Refused("case.other-version", procedure=state.procedure, version=state.version)
    rule, running = procedure.clocks.get(clock), state.running.get(clock)
    if rule is None or running is None:
        raise Refused("clock.not-running", clock=clock)
    if not rule.extends:
        raise Refused("clock.not-extendable", clock=clock)
    if len(running.extensions) >= rule.times:
        raise Refused("clock.extended-already", clock=clock, times=rule.times)
    return rule, running


def _furthest(procedure: Procedure, rule: Clock, before: date, calendar: Calendar, lengths: Lengths) -> date:
    if rule.extends not in lengths:
        raise Refused("clock.length-not-given", value=rule.extends, procedure=procedure.id)
    return calendar.due(before, lengths[rule.extends])
