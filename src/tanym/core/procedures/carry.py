"""Carries a decided case over to a later version of its procedure, so that what came of it lives under today's rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tanym.core.kernel.errors import Refused
from tanym.core.procedures.state import CaseState
from tanym.core.procedures.table import NOBODY, Procedure


def carried_over(
    before: Procedure, after: Procedure, state: CaseState, *, on: date, stack: Mapping[str, str]
) -> CaseState:
    """The case in the same stage of the procedure in force.

    An open case keeps the version that it began under; only where nobody's act is due, no term runs and both versions
    know the stage is nothing taken from anybody. Raises `Refused("case.not-carried-over")`.
    """
    here, there = before.stages.get(state.stage), after.stages.get(state.stage)
    waits = {stage.waits_for for stage in (here, there) if stage is not None}
    if here is None or there is None or waits != {NOBODY} or state.running or state.paused:
        raise Refused("case.not-carried-over", stage=state.stage)
    return replace(state, version=after.version, opened_on=max(on, state.last_on), stack=dict(stack))
