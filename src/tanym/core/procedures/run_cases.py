"""Runs the cases of a procedure through the engine itself, and says where the table does other than what was meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tanym.core.kernel.calendar import Calendar
from tanym.core.kernel.errors import TanymError
from tanym.core.kernel.faults import Fault
from tanym.core.kernel.periods import FirstDay
from tanym.core.procedures.advance import Advanced, Lengths, advance, open_case
from tanym.core.procedures.answers import Answer, Moment, Oracle, met, not_met, undecided
from tanym.core.procedures.case_facts import CaseFacts
from tanym.core.procedures.cases import Act, ProcedureCase
from tanym.core.procedures.extend import EXTEND, extend, until
from tanym.core.procedures.guards import GUARDS
from tanym.core.procedures.lateness import late
from tanym.core.procedures.people import with_people
from tanym.core.procedures.state import Acted, CaseState
from tanym.core.procedures.table import CLOCK, PROCEDURE, Basis, Call, Procedure, Step

_COUNTED = "clock-running"


@dataclass(frozen=True, slots=True)
class CaseRun:
    """What a case gave: its faults (none where all came as written), the rows of the table that it took, the clocks
    whose terms it extended."""

    case: ProcedureCase
    faults: tuple[Fault, ...]
    taken: tuple[Step, ...]
    extended: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.faults


def run_procedure_case(
    case: ProcedureCase,
    procedure: Procedure,
    *,
    calendar: Calendar,
    lengths: Lengths,
    first_day: FirstDay = FirstDay.NEXT_DAY,
) -> CaseRun:
    """The case under this version of the procedure; `lengths` are those that the packs give.

    Faults: `procedure-case.length-given` (the case repeats what a pack gives already), `procedure-case.not-opened`,
    `procedure-case.refused`, `.not-refused`, `.other-refusal`, and per expectation `.stage`, `.due`, `.clocks`,
    `.paused`, `.late`, `.letters`, `.effects`. After an act that went otherwise than written the rest is not tried.
    """
    faults = [
        Fault("procedure-case.length-given", case.place, {"value": name})
        for name in sorted(case.lengths.keys() & lengths.keys())
    ]
    given = {**case.lengths, **lengths}
    taken: list[Step] = []
    extended: list[str] = []
    try:
        state = open_case(
            procedure,
            on=case.on,
            people=case.people,
            calendar=calendar,
            lengths=given,
            first_day=first_day,
            appealed=_appealed(case),
        )
    except TanymError as wrong:
        details = {"code": wrong.code, **wrong.details}
        return CaseRun(case, (*faults, Fault("procedure-case.not-opened", case.place, details)), ())
    for number, act in enumerate(case.acts, 1):
        named = act.do or (f"{EXTEND} {act.extend}" if act.extend else "")
        at = f"{case.place}, act {number}{f' {named}' if named else ''}"
        faults += _late(procedure, state, act, at, calendar)
        try:
            state = with_people(procedure, state, act.seats)
            done = _done(procedure, state, act, calendar, given, first_day)
        except TanymError as wrong:
            if wrong.code != act.refused:
                code = "procedure-case.other-refusal" if act.refused else "procedure-case.refused"
                details = {"expected": act.refused, "code": wrong.code, **wrong.details}
                faults.append(Fault(code, at, details))
                break
            done = None
        else:
            if act.refused:
                faults.append(Fault("procedure-case.not-refused", at, {"expected": act.refused}))
                break
        if done is not None:
            state = done.state
            taken += [done.step] if done.step else []
            extended += [act.extend] if act.extend else []
        faults += _differences(procedure, state, done, act, at, calendar)
    return CaseRun(case, tuple(faults), tuple(taken), tuple(extended))


def rows_without_case(procedure: Procedure, runs: Iterable[CaseRun]) -> tuple[Fault, ...]:
    """`step.no-case` for each row of the table that no case takes, `clock.no-case` for each clock that may be extended
    and never is: nobody has said what is meant by it."""
    ran = tuple(runs)
    taken = [row for run in ran for row in run.taken]
    extended = {name for run in ran for name in run.extended}
    steps = [
        Fault("step.no-case", f"procedure {procedure.id}, step {number} {row.do}", {"step": row.do})
        for number, row in enumerate(procedure.steps, 1)
        if row not in taken
    ]
    clocks = [
        Fault("clock.no-case", f"procedure {procedure.id}, clock {clock.name}", {"clock": clock.name})
        for clock in procedure.clocks.values()
        if clock.extends and clock.name not in extended
    ]
    return (*steps, *clocks)


def _appealed(case: ProcedureCase) -> CaseState | None:
    if not case.appealed:
        return None
    acted = tuple(
        Acted(person, side, case.appealed) for side, persons in case.acted.items() for person in persons
    )
    return CaseState(case.appealed, "", "", case.on, case.on, acted=acted)


def _done(
    procedure: Procedure,
    state: CaseState,
    act: Act,
    calendar: Calendar,
    lengths: Lengths,
    first_day: FirstDay,
) -> Advanced | None:
    """What an act does to the case; None for a look at it."""
    if act.extend and act.until:
        return _extended(procedure, state, act, act.until, calendar, lengths)
    if not act.do:
        return None
    return advance(
        procedure,
        state,
        step=act.do,
        party=act.by,
        person=_person(procedure, state, act),
        on=act.on,
        oracle=_answers(act),
        calendar=calendar,
        lengths=lengths,
        first_day=first_day,
    )


def _extended(
    procedure: Procedure, state: CaseState, act: Act, last: date, calendar: Calendar, lengths: Lengths
) -> Advanced:
    running = state.running.get(act.extend)
    moved = extend(
        procedure,
        state,
        clock=act.extend,
        party=act.by,
        person=_person(procedure, state, act) or "",
        on=act.on,
        by=until(last, running.due(calendar) if running else act.on, calendar),
        why=act.extend,
        calendar=calendar,
        lengths=lengths,
    )
    return Advanced(moved.state, None, (), (moved.letter,), (), moved.extension.until)


def _person(procedure: Procedure, state: CaseState, act: Act) -> str | None:
    """Who acts: as written, else the person seated, else somebody who has the role."""
    if act.by.startswith((CLOCK, PROCEDURE)):
        return act.person or None
    party = procedure.parties.get(act.by)
    if party is not None and party.basis is Basis.RELATION and not act.person:
        return next(iter(state.people.get(act.by, ())), None)
    return act.person or act.by


def _answers(act: Act) -> Oracle:
    def ask(guard: Call, at: Moment) -> Answer:
        if guard.name in act.not_met:
            return not_met()
        if guard.name in act.undecided:
            return undecided()
        return GUARDS[_COUNTED].holds(CaseFacts(), at, guard.arguments) if guard.name == _COUNTED else met()

    return ask


def _late(procedure: Procedure, state: CaseState, act: Act, at: str, calendar: Calendar) -> Iterator[Fault]:
    if act.late is not None:
        found = [one.clock for one in late(procedure, state, act.on, calendar)]
        yield from _unlike("late", sorted(act.late), sorted(found), at)


def _differences(
    procedure: Procedure, state: CaseState, done: Advanced | None, act: Act, at: str, calendar: Calendar
) -> Iterator[Fault]:
    due = {name: clock.due(calendar) for name, clock in sorted(state.running.items())}
    if act.stage:
        yield from _unlike("stage", act.stage, state.stage, at)
    if act.due is not None:
        yield from _unlike("due", act.due, due.get(procedure.stages[state.stage].clock), at)
    if act.clocks is not None:
        yield from _unlike("clocks", dict(sorted(act.clocks.items())), due, at)
    if act.paused is not None:
        left = {name: clock.left for name, clock in sorted(state.paused.items())}
        yield from _unlike("paused", dict(sorted(act.paused.items())), left, at)
    if act.letters is not None:
        yield from _unlike("letters", sorted(act.letters), sorted(done.letters if done else ()), at)
    if act.effects is not None:
        named = sorted(effect.name for effect in done.effects) if done else []
        yield from _unlike("effects", sorted(act.effects), named, at)


def _unlike(what: str, expected: object, found: object, at: str) -> Iterator[Fault]:
    if expected != found:
        yield Fault(f"procedure-case.{what}", at, {"expected": _shown(expected), "found": _shown(found)})


def _shown(one: object) -> str:
    if isinstance(one, dict):
        return ", ".join(f"{name} {_shown(value)}" for name, value in one.items()) or "—"
    if isinstance(one, list):
        return ", ".join(one) or "—"
    if one is None:
        return "—"
    return one.isoformat() if isinstance(one, date) else str(one)
