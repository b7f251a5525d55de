"""Waivers: that a person, for a reason and for a time, lets a rule be unmet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tanym.core.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Waiver:
    """The outcome stays "not met"; the waiver stands beside it. `until` is the first day without it."""

    rule: str
    person: str
    reason: str
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def waiver_for(rule: Rule, waivers: Iterable[Waiver], on: date) -> Waiver | None:
    """The waiver of this rule that holds on the day, the latest; None too where the rule may not be waived."""
    if not rule.waivable:
        return None
    holding = [one for one in waivers if one.rule == rule.id and one.holds_on(on)]
    return max(holding, key=lambda one: (one.since, one.person, one.reason), default=None)
