"""A rule on a day: its conditions bound to values, read by all values and by the firm ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tanym.core.kernel.canonical import digest
from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.blocks import block_named
from tanym.core.rules.conditions import Condition, ReadyCondition, ready
from tanym.core.rules.outcomes import Outcome, greatest, least
from tanym.core.rules.plain import plain
from tanym.core.rules.rule import Rule, Severity
from tanym.core.rules.severities import SeverityStep
from tanym.core.rules.types import Typed, ValueType


@dataclass(frozen=True, slots=True)
class Reading:
    """A rule's conditions bound to one set of values."""

    when: tuple[ReadyCondition, ...]
    must: tuple[ReadyCondition, ...]
    any_of: tuple[ReadyCondition, ...]

    def outcome(self, facts: Mapping[str, Typed]) -> Outcome:
        """What the conditions say of typed facts, put together by `settled`; none is asked that can't matter."""
        return self.settled(
            (one.outcome(facts) for one in self.when),
            (one.outcome(facts) for one in self.must),
            (one.outcome(facts) for one in self.any_of),
        )

    def settled(self, when: Iterable[Outcome], must: Iterable[Outcome], any_of: Iterable[Outcome]) -> Outcome:
        """Kleene: `when` not met means not applicable; then the least of `must`, or the greatest of `any`."""
        applies = least(when)
        if applies is Outcome.NOT_MET:
            return Outcome.NOT_APPLICABLE
        if applies is Outcome.UNDECIDED:
            return Outcome.UNDECIDED
        return greatest(any_of) if self.any_of else least(must)


@dataclass(frozen=True, slots=True)
class ResolvedRule:
    """A rule on a day. `firm` is its reading by firm values alone, where some value that it reads is weak."""

    rule: Rule
    severity: Severity
    severity_trail: tuple[SeverityStep, ...]
    reading: Reading
    firm: Reading | None

    @property
    def id(self) -> str:
        return self.rule.id

    def outcome(self, facts: Mapping[str, Typed]) -> Outcome:
        """The outcome on typed facts. A weak value never takes away that the firm ones are not met."""
        outcome = self.reading.outcome(facts)
        if self.firm and outcome is not Outcome.NOT_MET and self.firm.outcome(facts) is Outcome.NOT_MET:
            return Outcome.NOT_MET
        return outcome

    def key(self) -> str:
        """What decides its outcomes: conditions and values. Two stacks with one key answer alike on all facts."""
        return digest([_reading_key(self.reading), self.firm and _reading_key(self.firm)])


def _reading_key(reading: Reading) -> list[Any]:
    return [
        [[one.condition.plain(), plain(one.constants), list(one.missing_values)] for one in group]
        for group in (reading.when, reading.must, reading.any_of)
    ]


def bind(rule: Rule, types: Mapping[str, ValueType], values: Mapping[str, Typed], functions: int) -> Reading:
    def bound(conditions: tuple[Condition, ...]) -> tuple[ReadyCondition, ...]:
        result: list[ReadyCondition] = []
        for one in conditions:
            block = block_named(one.block, one.function, functions)
            if block is None:
                raise InvalidValue("block.unknown", block=one.block, rule=rule.id)
            if unknown := [name for name in one.facts if name not in types]:
                raise InvalidValue("fact.unknown", fact=unknown[0], rule=rule.id)
            result.append(ready(one, block, types, values))
        return tuple(result)

    return Reading(bound(rule.when), bound(rule.must), bound(rule.any_of))
