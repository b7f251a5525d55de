"""Validated parts stay valid: a later case starts from them and judges only the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tanym.core.kernel.canonical import digest
from tanym.core.kernel.errors import Refused
from tanym.core.kernel.periods import Period, last_day
from tanym.core.qualifications.design import LearningOutcome
from tanym.core.recognition.target import Target


@dataclass(frozen=True, slots=True)
class ValidatedPart:
    """An outcome that a decision has confirmed: in which words, in which case, when, and until when it counts.

    `standard` is the digest of its words: an outcome that says something else today is another one. `until` is the
    last day; None where nothing ends it, as in the practice of France (VL-11).
    """

    outcome: str
    standard: str
    case: str
    on: date
    until: date | None = None

    def holds(self, outcome: LearningOutcome, on: date) -> bool:
        """Whether it stands for this outcome on a day: the same words, and not past its last day."""
        return (
            self.outcome == outcome.id
            and self.standard == words_of(outcome.text)
            and (self.until is None or on <= self.until)
        )


@dataclass(frozen=True, slots=True)
class Remaining:
    """What a case has still to judge, and the parts with which it starts."""

    target: Target
    carried: tuple[ValidatedPart, ...]

    @property
    def begins_anew(self) -> bool:
        """Whether nothing was validated before."""
        return not self.carried


def words_of(text: Mapping[str, str]) -> str:
    """The digest of an outcome's words in all languages."""
    return digest(dict(text))


def validated(
    outcomes: Iterable[LearningOutcome],
    confirmed: Iterable[str],
    *,
    case: str,
    on: date,
    valid: Period | None,
) -> tuple[ValidatedPart, ...]:
    """The parts that a decision has confirmed; `valid` is how long the packs let them count, None without an end."""
    chosen = frozenset(confirmed)
    until = last_day(on, valid) if valid else None
    return tuple(
        ValidatedPart(one.id, words_of(one.text), case, on, until) for one in outcomes if one.id in chosen
    )


def remaining(target: Target, parts: Iterable[ValidatedPart], on: date) -> Remaining:
    """The rest of a target for somebody with these parts, on a day; of two parts for one outcome the later holds.

    Raises `Refused("validation.nothing-left")` where every outcome is validated already.
    """
    known = sorted(parts, key=lambda one: one.on)
    carried: dict[str, ValidatedPart] = {}
    for outcome in target.outcomes:
        for part in known:
            if part.holds(outcome, on):
                carried[outcome.id] = part
    rest = tuple(one for one in target.outcomes if one.id not in carried)
    if not rest:
        raise Refused("validation.nothing-left", target=target.code)
    return Remaining(replace(target, outcomes=rest), tuple(carried.values()))
