"""The conditions of a conditional recognition: which are met, what was put for them, until when the next one has time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day, say
from tanym.apps.evaluation.casefile import conditions_of, evaluation_of
from tanym.apps.evaluation.models import Evaluation, Fulfilment
from tanym.apps.recognition.casefile import case_file, decision_taken
from tanym.apps.recognition.deciding import end_award, restate
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import of, state_of
from tanym.core.kernel.errors import Refused
from tanym.core.kernel.periods import Period, Unit
from tanym.core.procedures.table import Call
from tanym.core.recognition.decision import Result
from tanym.core.recognition.foreign.forms_of_recognition import Condition, Form

CLOCK = "condition"
UNTIL = "foreign.condition-until"
"""The value of the clock of conditions: the decision states it."""

SHOWN, MET, NOT_SHOWN = "shown", "met", "not-shown"


@dataclass(frozen=True, slots=True)
class Standing:
    """A condition as it stands: open, shown (the office has it), met, or not shown; with the latest word on it.

    `last_day` is the day that the clock keeps: a stated day on which nobody works gives way to the next working day.
    """

    number: int
    condition: Condition
    state: str
    latest: Fulfilment | None
    last_day: date | None

    @property
    def mark(self) -> str:
        """The shape of its state."""
        return {MET: "yes", SHOWN: "part", NOT_SHOWN: "no"}.get(self.state, "none")


def standings(case: RecognitionCase, kept: Evaluation | None = None) -> list[Standing]:
    """The conditions of the decision that holds; none where it is not a conditional recognition."""
    kept = kept or evaluation_of(case)
    holding = case_file(case).holding
    if kept is None or holding is None or holding.result is not Result.IN_PART:
        return []
    return _standings(kept) if kept.form == Form.CONDITIONAL else []


def guards(case: RecognitionCase, kept: Evaluation) -> Mapping[str, Any]:
    """What the guards of the steps on conditions may know."""
    found = standings(case, kept)
    return {
        "conditions_left": sum(one.state != MET for one in found),
        "condition_shown": any(one.state == SHOWN for one in found),
    }


def stated(case: RecognitionCase) -> Mapping[str, date]:
    """The last day of the open condition that comes first, as the decision states it."""
    days = [one.condition.until for one in standings(case) if one.state != MET and one.condition.until]
    return {UNTIL: min(days)} if days else {}


def restate_conditions(case: RecognitionCase, _call: Call, actor: Person | None, at: datetime) -> None:
    """The statement says anew how every condition stands."""
    decision = decision_taken(case)
    if decision is not None and actor is not None:
        restate(decision, actor=actor, at=at, reason="evaluation.condition-now-met")


def end_recognition(case: RecognitionCase, _call: Call, actor: Person | None, at: datetime) -> None:
    """The statement holds no more: a condition was not met in time."""
    decision = decision_taken(case)
    if decision is not None:
        end_award(decision, actor=actor, at=at, reason="evaluation.condition-missed")


def lines(kept: Evaluation, language: str) -> list[str]:
    """Each condition with its state, as a statement and a letter say it."""
    return [_line(one, language) for one in _standings(kept)]


def _standings(kept: Evaluation) -> list[Standing]:
    latest = {one.number: one for one in kept.fulfilments.select_related("item", "answered_by")}
    found = [
        Standing(
            number,
            one,
            latest[number].state if number in latest else "open",
            latest.get(number),
            _kept_day(kept.case, one.until),
        )
        for number, one in enumerate(conditions_of(kept), 1)
    ]
    clock = state_of(kept.case).running.get(CLOCK)
    return [_under(clock.due(of(kept.case).calendar), found, one) for one in found] if clock else found


def _kept_day(case: RecognitionCase, until: date | None) -> date | None:
    """The last day as a clock counts it; as it is stated where the days off of its year are not decreed yet."""
    if until is None or case.decided_on is None or until < case.decided_on:
        return until
    length = Period((until - case.decided_on).days, Unit.DAY)
    try:
        return of(case).calendar.due(case.decided_on, length)
    except Refused:
        return until


def _under(due: date, found: list[Standing], one: Standing) -> Standing:
    """The condition that comes first ends when the clock does, which stood still while the office looked."""
    open_ones = [each for each in found if each.state != MET and each.condition.until]
    first = min(open_ones, key=lambda each: each.condition.until or date.max, default=None)
    same = first is not None and one in open_ones and one.condition.until == first.condition.until
    return replace(one, last_day=due) if same else one


def _line(one: Standing, language: str) -> str:
    until = day(one.last_day, language) if one.last_day else "–"
    said = say(
        "foreign.condition", language, goal=one.condition.goal, measure=one.condition.measure, until=until
    )
    if one.state == MET and one.latest is not None and one.latest.answered_at is not None:
        on = day(timezone.localdate(one.latest.answered_at), language)
        return f"{said} {say('foreign.condition-met', language, on=on)}"
    return f"{said} {say('foreign.condition-open', language)}"
