"""What a guard answers, and the moment at which it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from tanym.core.kernel.calendar import Calendar
from tanym.core.procedures.state import CaseState
from tanym.core.procedures.table import Call


class Outcome(StrEnum):
    """Met, not met, or undecided because something is not known: silence is never a refusal, and never a leave."""

    MET = "met"
    NOT_MET = "not-met"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of a guard and the details that its sentence shows."""

    outcome: Outcome
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moment:
    """Which step, who takes it, when, and where the case stands; `person` is None for a clock or another procedure."""

    state: CaseState
    step: str
    person: str | None
    on: date
    calendar: Calendar


class Oracle(Protocol):
    """Answers guards by name. `guards.oracle(facts)` is the oracle of the platform."""

    def __call__(self, guard: Call, at: Moment) -> Answer:
        """The answer of one guard; raises `InvalidValue("guard.unknown")` for a name that nobody knows."""


def met() -> Answer:
    """The guard holds."""
    return Answer(Outcome.MET)


def not_met(**details: object) -> Answer:
    """The guard is known not to hold."""
    return Answer(Outcome.NOT_MET, details)


def undecided(**details: object) -> Answer:
    """What the guard needs to know is not recorded."""
    return Answer(Outcome.UNDECIDED, details)
