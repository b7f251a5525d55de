"""The target of a recognition: a discipline, a micro-qualification, a qualification or a skill, with its outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tanym.core.kernel.errors import InvalidValue
from tanym.core.qualifications.design import LearningOutcome

DISCIPLINE = "discipline"
"""The kind of target that credits are counted for; others are micro-qualification, qualification, skill and purpose."""


@dataclass(frozen=True, slots=True)
class Target:
    """What the claimant asks to have recognised. A case keeps it as it was on the day of application (VL-02).

    `credits` are whole hundredths: 500 is five credits; only a discipline must have some. Raises `InvalidValue`: `target.no-outcomes`,
    `target.outcome-twice`, `target.credits`.
    """

    code: str
    titles: Mapping[str, str]
    credits: int
    outcomes: tuple[LearningOutcome, ...]
    organisation: str = ""
    programme: str = ""
    kind: str = DISCIPLINE

    def __post_init__(self) -> None:
        if not self.outcomes:
            raise InvalidValue("target.no-outcomes", target=self.code)
        if len(self.outcome_ids) != len(self.outcomes):
            raise InvalidValue("target.outcome-twice", target=self.code)
        if self.credits < 0 or (self.kind == DISCIPLINE and not self.credits):
            raise InvalidValue("target.credits", target=self.code)

    @property
    def outcome_ids(self) -> frozenset[str]:
        """The codes of its outcomes."""
        return frozenset(outcome.id for outcome in self.outcomes)
