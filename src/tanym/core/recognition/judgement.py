"""An assessor's judgement of one outcome: achieved, partly or not, always with reasons (AS-07)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tanym.core.kernel.errors import InvalidValue
from tanym.core.recognition.target import Target


class Achievement(StrEnum):
    """How far an outcome was shown."""

    ACHIEVED = "achieved"
    PARTLY = "partly"
    NOT = "not-achieved"


@dataclass(frozen=True, slots=True)
class OutcomeJudgement:
    """What an assessor found on one outcome. `evidence` are the items relied on, `method` how it was shown directly.

    Raises `InvalidValue("judgement.no-reasons")`: a judgement without reasons is none.
    """

    outcome: str
    achievement: Achievement
    reasons: str
    assessor: str
    on: date
    evidence: tuple[str, ...] = ()
    method: str = ""

    def __post_init__(self) -> None:
        if not self.reasons.strip():
            raise InvalidValue("judgement.no-reasons", outcome=self.outcome)


def by_outcome(target: Target, judgements: Iterable[OutcomeJudgement]) -> dict[str, OutcomeJudgement]:
    """The latest judgement of each outcome, in the target's order; the later of one day's wins.

    Raises `InvalidValue("judgement.unknown-outcome")`.
    """
    latest: dict[str, OutcomeJudgement] = {}
    for judgement in judgements:
        if judgement.outcome not in target.outcome_ids:
            raise InvalidValue("judgement.unknown-outcome", outcome=judgement.outcome)
        held = latest.get(judgement.outcome)
        if held is None or held.on <= judgement.on:
            latest[judgement.outcome] = judgement
    return {outcome.id: latest[outcome.id] for outcome in target.outcomes if outcome.id in latest}
