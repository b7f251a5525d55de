"""An appeal against a decision: the second commission leaves it, puts another in its place, or has it examined anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tanym.core.kernel.faults import Fault
from tanym.core.recognition.decision import CommissionDecision, check_decision
from tanym.core.recognition.judgement import OutcomeJudgement
from tanym.core.recognition.target import Target


class AppealResult(StrEnum):
    """The result of an appeal; the names are those of the steps of its procedure."""

    UPHOLD = "uphold"
    REVERSE = "reverse"
    REMIT = "remit"  # examined anew by others, where the procedure of the appeal has this step


@dataclass(frozen=True, slots=True)
class AppealDecision:
    """What the second commission decided; a reversal holds the decision that takes the first one's place."""

    result: AppealResult
    reasons: str
    on: date
    instead: CommissionDecision | None = None


def check_appeal(
    target: Target,
    judgements: Mapping[str, OutcomeJudgement],
    first: CommissionDecision,
    appeal: AppealDecision,
) -> tuple[Fault, ...]:
    """What keeps an appeal from being decided so; a reversal needs a sound decision that differs from the first."""
    if appeal.result is not AppealResult.REVERSE:
        return () if appeal.instead is None else (Fault("appeal.upholds-and-replaces", "decision"),)
    if appeal.instead is None or (appeal.instead.result, appeal.instead.recognised) == (
        first.result,
        first.recognised,
    ):
        return (Fault("appeal.changes-nothing", "decision"),)
    return check_decision(target, judgements, appeal.instead)


def final(first: CommissionDecision, appeal: AppealDecision | None) -> CommissionDecision:
    """The decision that holds after an appeal, if there was one."""
    return appeal.instead if appeal is not None and appeal.instead is not None else first
