"""Procedures in a stack of packs: the table in force, its letters, lengths and calendar, and the check of all of them."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from functools import cache
from importlib.resources import files

from tanym.core.kernel.calendar import Calendar, read_calendar
from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.kernel.faults import Fault
from tanym.core.kernel.periods import FirstDay, Period
from tanym.core.procedures.check import Known, check_procedure
from tanym.core.procedures.letters import Letter, check_letters, parse_letters
from tanym.core.procedures.parse import parse_procedure
from tanym.core.procedures.table import Procedure
from tanym.core.rules import Stack
from tanym.core.rules.tables import letters_of


@cache
def calendars() -> dict[str, Calendar]:
    """The calendars of the distribution, by id."""
    found = {}
    for file in sorted((files("tanym.rulepacks") / "calendars").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".calendar.toml"):
            calendar = read_calendar(tomllib.loads(file.read_text(encoding="utf-8")), file.name)
            found[calendar.id] = calendar
    return found


def calendar_of(procedure: Procedure) -> Calendar:
    """The calendar that the procedure's terms count by. Raises `NotFound("procedure.calendar-unknown")`."""
    if procedure.calendar not in calendars():
        raise NotFound("procedure.calendar-unknown", calendar=procedure.calendar)
    return calendars()[procedure.calendar]


def procedure_in_force(stack: Stack, procedure: str) -> Procedure:
    """The procedure as the nearest pack that may bring it writes it. Raises `NotFound`, `InvalidValue`."""
    found = stack.procedure(procedure)
    return parse_procedure(found.content, f"{found.pack}: {found.path}")


def letters_in_force(stack: Stack) -> dict[str, Letter]:
    """The letters of all packs by name; the nearest pack wins."""
    return parse_letters({"letter": stack.letters})


def lengths(stack: Stack, procedure: Procedure) -> dict[str, Period]:
    """The lengths that the stack gives to the procedure's clocks and extensions; one that nobody gives is absent."""
    values = {name: stack.value(name) for name in procedure.lengths_used()}
    return {name: value for name, value in values.items() if isinstance(value, Period)}


def first_day(stack: Stack) -> FirstDay:
    """The day from which a term counts (`term.first-day`); the day after the event where no pack says."""
    value = stack.value("term.first-day")
    return FirstDay(str(value)) if value in tuple(FirstDay) else FirstDay.NEXT_DAY


def quorum(stack: Stack, procedure: Procedure) -> Fraction | None:
    """The share of members that must decide; None where no pack gives it or no commission sits."""
    value = stack.value(procedure.commission.quorum) if procedure.commission else None
    return value if isinstance(value, Fraction) else None


def check_procedures(stack: Stack) -> tuple[Fault, ...]:
    """The faults of every procedure and letter of the stack; each place begins with the pack that brings it."""
    try:
        letters = letters_in_force(stack)
    except InvalidValue as wrong:
        fault = _fault(wrong)
        return (_placed(_bringing(stack, fault), fault),)
    faults = [_placed(_bringing(stack, fault), fault) for fault in check_letters(letters)]
    for found in stack.procedures.values():
        known = Known(
            sources=frozenset(stack.sources.get(found.pack, {})),
            values={
                name: entry.type
                for pack in reversed(stack.packs)
                for name, entry in pack.values.items()
                if entry.type
            },
            rules=frozenset(rule.id for pack in stack.packs for rule in pack.rules),
            procedures=frozenset(stack.procedures),
            calendars=frozenset(calendars()),
            letters=letters,
        )
        try:
            table = parse_procedure(found.content, found.path)
        except InvalidValue as wrong:
            faults.append(_placed(found.pack, _fault(wrong)))
        else:
            faults += [_placed(found.pack, fault) for fault in check_procedure(table, known)]
    return tuple(faults)


def _fault(wrong: InvalidValue) -> Fault:
    details = dict(wrong.details)
    return Fault(wrong.code, str(details.pop("place", "")), details)


def _placed(pack: str, fault: Fault) -> Fault:
    return Fault(fault.code, f"{pack}: {fault.place}", fault.details)


def _bringing(stack: Stack, fault: Fault) -> str:
    """The nearest pack with the letter that a fault speaks of."""
    for pack in reversed(stack.packs):
        if any(f"{fault.place},".startswith(f"letters, letter {name},") for name in letters_of(pack)):
            return pack.id
    return ""
