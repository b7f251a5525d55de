"""What an item of an action plan promises: its days, its milestones, and the indicator that it is measured by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tanym.core.kernel.errors import InvalidValue

Texts = Mapping[str, str]
"""A text by language; empty where nobody has written it."""


def said(texts: Texts) -> bool:
    """Whether the text stands in some language."""
    return any(text.strip() for text in texts.values())


@dataclass(frozen=True, slots=True)
class PlanPeriod:
    """The days of a plan, both included. Raises `InvalidValue("plan.ends-before-it-begins")`."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise InvalidValue("plan.ends-before-it-begins")

    def __contains__(self, day: date) -> bool:
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step on the way, with the day by which it is to be reached and the day on which it was."""

    texts: Texts
    due: date
    reached: date | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """When an item begins, its milestones, and its last day; None where nobody has said it yet.

    Raises `InvalidValue`: `plan.deadline-before-start`, `plan.milestone-outside`, `plan.milestone-unnamed`.
    """

    start: date | None = None
    deadline: date | None = None
    milestones: tuple[Milestone, ...] = ()

    def __post_init__(self) -> None:
        if self.start and self.deadline and self.deadline < self.start:
            raise InvalidValue("plan.deadline-before-start", start=self.start, deadline=self.deadline)
        for one in self.milestones:
            if not said(one.texts):
                raise InvalidValue("plan.milestone-unnamed", due=one.due)
            if (self.start and one.due < self.start) or (self.deadline and one.due > self.deadline):
                raise InvalidValue("plan.milestone-outside", due=one.due)

    def within(self, period: PlanPeriod) -> None:
        """Raise `InvalidValue("plan.outside-period")` where the item begins or ends outside the plan."""
        for day in (self.start, self.deadline):
            if day is not None and day not in period:
                raise InvalidValue("plan.outside-period", day=day, since=period.since, until=period.until)


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured, in which unit, by whose figures: where it stood, where it shall stand, where it stands.

    Raises `InvalidValue("plan.number-without-unit")`: a figure says nothing without its unit, and
    `InvalidValue("plan.number-not-finite")`.
    """

    texts: Texts
    unit: Texts
    source: Texts
    baseline: Decimal | None = None
    target: Decimal | None = None
    current: Decimal | None = None

    def __post_init__(self) -> None:
        numbers = [one for one in (self.baseline, self.target, self.current) if one is not None]
        if not all(one.is_finite() for one in numbers):
            raise InvalidValue("plan.number-not-finite")
        if numbers and not said(self.unit):
            raise InvalidValue("plan.number-without-unit")

    @property
    def percent(self) -> int | None:
        """How much of the way from baseline to target is gone, in whole per cent from 0 to 100, rounded down.

        None while a figure is missing. The target may lie below the baseline; where both are the same figure, the
        way is gone while that figure is kept.
        """
        if self.baseline is None or self.target is None or self.current is None:
            return None
        whole = self.target - self.baseline
        if not whole:
            return 100 if self.current == self.target else 0
        return int(min(max((self.current - self.baseline) / whole, Decimal(0)), Decimal(1)) * 100)
