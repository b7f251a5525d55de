"""What is near to what a person has learnt, outcome by outcome and with the reason: advice for people, never a decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tanym.core.matching.advice import advise
from tanym.core.matching.likeness import ALIKE, outcome_likeness
from tanym.core.qualifications.design import LearningOutcome, Text


@dataclass(frozen=True, slots=True)
class Learnt:
    """Something that a person shows: its outcomes where they are known, else the person's words about it."""

    name: str
    outcomes: tuple[LearningOutcome, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an outcome of a target may be shown: by what, in which words of it, how alike these are (0 to 100)."""

    outcome: str
    by: str
    words: Text
    likeness: int


@dataclass(frozen=True, slots=True)
class Near:
    """A target with the outcomes that may be shown, one reason each, and how many outcomes it has."""

    target: str
    reasons: tuple[Reason, ...]
    of: int

    @property
    def share(self) -> int:
        """How many of a hundred outcomes may be shown."""
        return 100 * len(self.reasons) // self.of


def nearest(
    learnt: Iterable[Learnt], targets: Mapping[str, Sequence[LearningOutcome]], most: int = 5
) -> tuple[Near, ...]:
    """The targets of which the greatest share may be shown, the nearest first; those with nothing alike are left out.

    Of each outcome the likest words count, from a likeness of `ALIKE` on. Of equals the first by name.
    """
    shown = tuple(learnt)
    found = [
        Near(name, reasons, len(outcomes))
        for name, outcomes in targets.items()
        if outcomes and (reasons := _reasons(shown, outcomes))
    ]
    found.sort(key=lambda one: (-one.share, -sum(reason.likeness for reason in one.reasons), one.target))
    return tuple(found[:most])


def _reasons(learnt: Sequence[Learnt], outcomes: Sequence[LearningOutcome]) -> tuple[Reason, ...]:
    best: dict[str, Reason] = {}
    for reason in (one for each in learnt for one in _by(each, outcomes)):
        if reason.likeness >= ALIKE and (
            reason.outcome not in best or best[reason.outcome].likeness < reason.likeness
        ):
            best[reason.outcome] = reason
    return tuple(best[one.id] for one in outcomes if one.id in best)


def _by(learnt: Learnt, outcomes: Sequence[LearningOutcome]) -> Iterable[Reason]:
    for asked in outcomes:
        for own in learnt.outcomes:
            likeness = outcome_likeness(asked.text, own.text)
            if likeness is not None:
                yield Reason(asked.id, learnt.name, own.text, likeness)
    if learnt.text.strip():
        for advice in advise(learnt.text, outcomes):
            if advice.language is not None and advice.passage:
                yield Reason(advice.outcome, learnt.name, {advice.language: advice.passage}, advice.score)
