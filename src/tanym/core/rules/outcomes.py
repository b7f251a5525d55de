"""The three outcomes of a condition and their logic (Kleene): not met < undecided < met."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Outcome(StrEnum):
    """What a check says. Silence is undecided, never a refusal."""

    MET = "met"
    NOT_MET = "not-met"
    UNDECIDED = "undecided"
    NOT_APPLICABLE = "not-applicable"


def decided(holds: bool) -> Outcome:
    """Met or not met."""
    return Outcome.MET if holds else Outcome.NOT_MET


def least(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome of `must`: one that is not met settles it; met where there is none."""
    found = set(outcomes)
    if Outcome.NOT_MET in found:
        return Outcome.NOT_MET
    return Outcome.UNDECIDED if Outcome.UNDECIDED in found else Outcome.MET


def greatest(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome of `any`: one that is met settles it; not met where there is none."""
    found = set(outcomes)
    if Outcome.MET in found:
        return Outcome.MET
    return Outcome.UNDECIDED if Outcome.UNDECIDED in found else Outcome.NOT_MET
