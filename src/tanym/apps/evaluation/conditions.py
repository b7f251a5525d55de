"""The conditions of a conditional recognition: which are met, what was put for them, until when the next one has time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
from tanym.core.procedures.table import Call
from tanym.core.recognition.decision import Result
from tanym.core.recognition.foreign.forms_of_recognition import Condition, Form

UNTIL = "foreign.condition-until"
"""The value of the clock of conditions: the decision states it."""

SHOWN, MET, NOT_SHOWN = "shown", "met", "not-shown"


@dataclass(frozen=True, slots=True)
class Standing:
    """A condition as it stands: open, shown (the office has it), met, or not shown; with the latest word on it."""

    number: int
    condition: Condition
    state: str
    latest: Fulfilment | None

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
        restate(decision, actor=actor, at=at, reason="evaluation.condition-met")


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
    return [
        Standing(number, one, latest[number].state if number in latest else "open", latest.get(number))
        for number, one in enumerate(conditions_of(kept), 1)
    ]


def _line(one: Standing, language: str) -> str:
    until = day(one.condition.until, language) if one.condition.until else "–"
    said = say(
        "foreign.condition", language, goal=one.condition.goal, measure=one.condition.measure, until=until
    )
    if one.state == MET and one.latest is not None and one.latest.answered_at is not None:
        on = day(timezone.localdate(one.latest.answered_at), language)
        return f"{said} {say('foreign.condition-met', language, on=on)}"
    return f"{said} {say('foreign.condition-open', language)}"
