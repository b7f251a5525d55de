"""Full, alternative, partial and conditional recognition: the last three are answered before any refusal (EAR manual, 11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tanym.core.kernel.faults import Fault
from tanym.core.recognition.decision import Result


class Form(StrEnum):
    """How something can be recognised that is not recognised as asked."""

    ALTERNATIVE = "alternative"  # as something else, or for another purpose
    PARTIAL = "partial"  # credits, exemptions, single outcomes
    CONDITIONAL = "conditional"  # from now on, if goals are reached by a day


class Ground(StrEnum):
    """Why recognition is refused."""

    DIFFERENCE = "difference"
    NOT_SHOWN = "not-shown"
    FRAUD = "fraud"
    MILL = "mill"


NO_SECOND_LOOK = frozenset({Ground.FRAUD, Ground.MILL})
"""Grounds before which no other form is considered, but a second person confirms them (RC-25)."""


@dataclass(frozen=True, slots=True)
class Considered:
    """Another form of recognition that was thought through: whether it is possible, and why or why not."""

    form: Form
    possible: bool
    because: str

    @property
    def answered(self) -> bool:
        """An answer has a reason."""
        return bool(self.because.strip())


@dataclass(frozen=True, slots=True)
class Condition:
    """What a conditional recognition asks: a goal that can be measured, and its last day (RC-18)."""

    id: str
    goal: str
    measure: str
    until: date | None


def unanswered(considered: Iterable[Considered]) -> frozenset[Form]:
    """The forms of recognition that nobody has answered for."""
    return frozenset(Form) - {one.form for one in considered if one.answered}


def check_form(
    result: Result,
    form: Form | None,
    considered: Iterable[Considered],
    conditions: Iterable[Condition],
    ground: Ground | None,
    on: date,
) -> tuple[Fault, ...]:
    """What keeps a result from being proposed in this form; empty for a sound one."""
    by_form: Mapping[Form, Considered] = {one.form: one for one in considered}
    stated = tuple(conditions)
    if result is Result.IN_PART:
        if form is None:
            return (Fault("foreign.form-not-named", "form"),)
        if form not in by_form or not by_form[form].possible:
            return (Fault("foreign.form-not-possible", "form", {"form": f"foreign.form.{form}"}),)
        if form is Form.CONDITIONAL and not stated:
            return (Fault("foreign.no-condition", "conditions"),)
        if form is Form.CONDITIONAL and not all(_sound(one, on) for one in stated):
            return (Fault("foreign.condition-unmeasured", "conditions"),)
    if result is Result.REFUSE:
        if ground is None:
            return (Fault("foreign.no-ground", "ground"),)
        if ground not in NO_SECOND_LOOK:
            if left := unanswered(by_form.values()):
                return (Fault("foreign.forms-left", "considered", {"form": f"foreign.form.{min(left)}"}),)
            if possible := sorted(one.form for one in by_form.values() if one.possible):
                return (
                    Fault("foreign.form-possible", "considered", {"form": f"foreign.form.{possible[0]}"}),
                )
    return ()


def _sound(condition: Condition, on: date) -> bool:
    stated = condition.goal.strip() and condition.measure.strip()
    return bool(stated) and condition.until is not None and condition.until > on
