"""Walks every (stage, running clocks, paused clocks) that a procedure can reach: the checks of clocks are exact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tanym.core.procedures.table import CLOCK, Procedure, Step


@dataclass(frozen=True, slots=True)
class Configuration:
    """Where a case can stand: its stage and what its clocks do, lengths and days aside."""

    stage: str
    running: frozenset[str]
    paused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Exploration:
    """Every configuration that can be reached, and every step taken between two of them."""

    reached: frozenset[Configuration]
    moves: tuple[tuple[Configuration, Step, Configuration], ...]
    to_an_end: frozenset[Configuration] = field(default=frozenset())

    @property
    def stages(self) -> frozenset[str]:
        """The stages that are reached."""
        return frozenset(one.stage for one in self.reached)


def explore(procedure: Procedure) -> Exploration:
    """Everything that can be reached from the start, whatever guards of facts say."""
    first = Configuration(procedure.start, frozenset(procedure.on_entry_starts))
    reached, waiting = {first}, [first]
    moves: list[tuple[Configuration, Step, Configuration]] = []
    while waiting:
        here = waiting.pop()
        for step in procedure.steps_from(here.stage):
            if not _can_be_taken(step, here):
                continue
            there = after(here, step)
            moves.append((here, step, there))
            if there.stage in procedure.stages and there not in reached:
                reached.add(there)
                waiting.append(there)
    return Exploration(
        frozenset(reached), tuple(moves), frozenset(_leading_to_ends(procedure, reached, moves))
    )


def after(here: Configuration, step: Step) -> Configuration:
    """What a step does to stage and clocks, in the order of the engine: stop, pause, resume, start."""
    running, paused = here.running - {*step.stops}, here.paused - {*step.stops}
    pausing = running & {*step.pauses}
    running, paused = running - pausing, paused | pausing
    resuming = paused & {*step.resumes}
    begun = {*step.starts, *step.restarts}
    return Configuration(step.target(here.stage), (running | resuming | begun), paused - resuming - begun)


def _can_be_taken(step: Step, here: Configuration) -> bool:
    by_person_or_due = any(
        not party.startswith(CLOCK) or party.removeprefix(CLOCK) in here.running for party in step.by
    )
    needed = {guard.arguments.get("clock", "") for guard in step.guards if guard.name == "clock-running"}
    return by_person_or_due and needed <= here.running


def _leading_to_ends(
    procedure: Procedure,
    reached: set[Configuration],
    moves: list[tuple[Configuration, Step, Configuration]],
) -> Iterator[Configuration]:
    good = {one for one in reached if one.stage in procedure.stages and procedure.stages[one.stage].end}
    grew = True
    while grew:
        more = {here for here, _, there in moves if there in good} - good
        good |= more
        grew = bool(more)
    yield from good
