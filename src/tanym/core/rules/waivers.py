"""Waivers: that a person, for a reason and for a time, lets a rule be unmet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tanym.core.kernel.errors import InvalidValue, NotFound, Refused
from tanym.core.rules.rule import Rule
from tanym.core.rules.stack import Stack


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


SHORTEST_REASON = 20  # characters: a word is no reason


def refuse_unsound(stack: Stack, *, rule: str, reason: str, until: date, on: date) -> None:
    """Raise unless a waiver of this rule may be asked for or granted on the day. Source: rule GO-02.

    `NotFound("rule.not-in-force")`, `Refused("waiver.not-waivable")` for a rule that nobody may waive,
    `InvalidValue("waiver.reason")` for less than a sentence, `InvalidValue("waiver.until")` without an end to come.
    """
    resolved = stack.rules.get(rule)
    if resolved is None:
        raise NotFound("rule.not-in-force", rule=rule)
    if not resolved.rule.waivable:
        raise Refused("waiver.not-waivable", rule=rule)
    if len(reason) < SHORTEST_REASON:
        raise InvalidValue("waiver.reason", fewest=SHORTEST_REASON)
    if until <= on:
        raise InvalidValue("waiver.until", today=on)


def waiver_for(rule: Rule, waivers: Iterable[Waiver], on: date) -> Waiver | None:
    """The waiver of this rule that holds on the day, the latest; None too where the rule may not be waived."""
    if not rule.waivable:
        return None
    holding = [one for one in waivers if one.rule == rule.id and one.holds_on(on)]
    return max(holding, key=lambda one: (one.since, one.person, one.reason), default=None)
