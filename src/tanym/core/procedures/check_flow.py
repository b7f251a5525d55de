"""Checks of a procedure's course: ends, dead ends and clocks, over everything that can be reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tanym.core.kernel.faults import Fault
from tanym.core.procedures.explore import Configuration, Exploration, explore
from tanym.core.procedures.table import CLOCK, Procedure, Step


def check_flow(procedure: Procedure, place: str) -> tuple[Fault, ...]:
    """Faults of stages, steps and clocks in a table whose names are all known; each is told once."""
    explored = explore(procedure)
    found = [
        *_stages(procedure, explored, place),
        *_twice(procedure, place),
        *_running(procedure, explored, place),
        *_moves(procedure, explored, place),
    ]
    return tuple({(fault.code, fault.place, str(fault.details)): fault for fault in found}.values())


def _stages(procedure: Procedure, explored: Exploration, place: str) -> Iterator[Fault]:
    stuck = {one.stage for one in explored.reached - explored.to_an_end}
    for stage in procedure.stages.values():
        at = f"{place}, stage {stage.name}"
        leaving = procedure.steps_from(stage.name)
        if stage.name not in explored.stages:
            yield Fault("stage.unreachable", at)
        if stage.end and leaving:
            yield Fault("stage.end-with-steps", at)
        if not stage.end and not leaving:
            yield Fault("stage.dead-end", at)
        elif stage.name in stuck:
            yield Fault("stage.no-way-to-an-end", at)


def _twice(procedure: Procedure, place: str) -> Iterator[Fault]:
    rows = Counter((step.do, stage) for step in procedure.steps for stage in step.origins)
    for (do, stage), times in rows.items():
        if times > 1:
            yield Fault("step.twice", f"{place}, step {do}", {"stage": stage})


def _running(procedure: Procedure, explored: Exploration, place: str) -> Iterator[Fault]:
    for here in explored.reached:
        stage = procedure.stages[here.stage]
        at = f"{place}, stage {stage.name}"
        if stage.end:
            if here.running or here.paused:
                yield Fault(
                    "stage.ends-with-clock", at, {"clocks": ", ".join(sorted(here.running | here.paused))}
                )
            continue
        if stage.clock and stage.clock not in here.running:
            yield Fault("stage.clock-not-running", at, {"clock": stage.clock})
        for name in here.running:
            clock = procedure.clocks[name]
            row = procedure.row(stage.name, clock.on_expiry) if clock.takes_step else None
            if clock.takes_step and (row is None or CLOCK + name not in row.by):
                yield Fault("clock.expiry-without-step", at, {"clock": name, "step": clock.on_expiry})


def _moves(procedure: Procedure, explored: Exploration, place: str) -> Iterator[Fault]:
    for here, step, _ in explored.moves:
        at = f"{place}, step {step.do}, from {here.stage}"
        yield from _idle(here, step, at)


def _idle(here: Configuration, step: Step, at: str) -> Iterator[Fault]:
    running, paused = here.running - {*step.stops}, here.paused - {*step.stops}
    for name in step.pauses:
        if name not in running:
            yield Fault("clock.pauses-what-stands", at, {"clock": name})
    for name in step.resumes:
        if name not in paused | (running & {*step.pauses}):
            yield Fault("clock.resumes-what-runs", at, {"clock": name})
