"""Findings: what one rule says of one record, with all that was read to say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tanym.core.rules.citations import Citation, Mark
from tanym.core.rules.conditions import Condition, ReadyCondition
from tanym.core.rules.layers import ResolvedValue, TrailStep
from tanym.core.rules.outcomes import Outcome
from tanym.core.rules.resolved import Reading, ResolvedRule
from tanym.core.rules.rule import Severity, milder
from tanym.core.rules.severities import SeverityStep
from tanym.core.rules.stack import Stack
from tanym.core.rules.types import Typed
from tanym.core.rules.waivers import Waiver, waiver_for


@dataclass(frozen=True, slots=True)
class FactRead:
    """A fact that a condition read; `value` is None where it is unknown."""

    name: str
    value: Typed | None


@dataclass(frozen=True, slots=True)
class ValueRead:
    """A value that a condition read: typed, as the law writes it, and who says so. `value` is None: nobody does."""

    name: str
    value: Typed | None
    raw: object
    pack: str
    cites: tuple[Citation, ...]
    firm: bool


@dataclass(frozen=True, slots=True)
class ConditionRead:
    """One condition's outcome with what it read; `role` is when, must or any."""

    role: str
    condition: Condition
    outcome: Outcome
    facts: tuple[FactRead, ...]
    values: tuple[ValueRead, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says. `severity` is the effective one; `declared` what the rule asks for on that day by itself."""

    rule: str
    pack: str
    outcome: Outcome
    severity: Severity
    declared: Severity
    evidence: Mark
    cites: tuple[Citation, ...]
    conditions: tuple[ConditionRead, ...]
    missing: tuple[str, ...]
    missing_values: tuple[str, ...]
    trail: Mapping[str, tuple[TrailStep, ...]]
    severity_trail: tuple[SeverityStep, ...]
    waiver: Waiver | None = None

    @property
    def unread(self) -> bool:
        """Whether its best evidence is a source that nobody read: to be shown as "not read", not as a norm."""
        return self.evidence is Mark.UNREAD

    @property
    def blocks(self) -> bool:
        """Whether it stands in the way: not met, blocking, not waived."""
        return self.outcome is Outcome.NOT_MET and self.severity is Severity.BLOCK and self.waiver is None

    @property
    def warns(self) -> bool:
        """Whether it is not met but does not stand in the way (a warning, or a waived block)."""
        return self.outcome is Outcome.NOT_MET and not self.blocks and self.severity is not Severity.INFO

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All that it rests on: the rule's own citations, then those of each value read, none twice."""
        every = [
            *self.cites,
            *(cite for read in self.conditions for value in read.values for cite in value.cites),
        ]
        return tuple(dict.fromkeys(every))


def find(
    stack: Stack, resolved: ResolvedRule, facts: Mapping[str, Typed], on: date, waivers: Iterable[Waiver] = ()
) -> Finding:
    """What the rule says of typed facts on that day.

    Read by all values, which gives the outcome, and by the firm ones alone: not met by these too keeps the severity,
    not met only because of a weak value warns at most (packs.md, section 4).
    """
    rule = resolved.rule
    outcome = resolved.reading.outcome(facts)
    firmly = resolved.firm.outcome(facts) if resolved.firm else outcome
    reading, values = resolved.reading, stack.values
    severity, evidence = resolved.severity, rule.mark
    if firmly is Outcome.NOT_MET and outcome is not Outcome.NOT_MET and resolved.firm:
        outcome, reading, values = firmly, resolved.firm, stack.firm
    conditions = _read_conditions(reading, facts, values)
    if outcome is Outcome.NOT_MET and firmly is not Outcome.NOT_MET:
        severity = milder(severity, Severity.WARN)
        evidence = _weakest(evidence, conditions)
    undecided = [one for one in conditions if one.outcome is Outcome.UNDECIDED]
    return Finding(
        rule=rule.id,
        pack=rule.pack,
        outcome=outcome,
        severity=severity,
        declared=resolved.severity,
        evidence=evidence,
        cites=rule.cites,
        conditions=conditions,
        missing=_once(fact.name for one in undecided for fact in one.facts if fact.value is None),
        missing_values=_once(value.name for one in undecided for value in one.values if value.value is None),
        trail={name: values[name].trail for name in sorted(rule.values) if name in values},
        severity_trail=resolved.severity_trail,
        waiver=waiver_for(rule, waivers, on) if outcome is Outcome.NOT_MET else None,
    )


def _read_conditions(
    reading: Reading, facts: Mapping[str, Typed], values: Mapping[str, ResolvedValue]
) -> tuple[ConditionRead, ...]:
    roles = (("when", reading.when), ("must", reading.must), ("any", reading.any_of))
    return tuple(_read(role, one, facts, values) for role, conditions in roles for one in conditions)


def _read(
    role: str, ready: ReadyCondition, facts: Mapping[str, Typed], values: Mapping[str, ResolvedValue]
) -> ConditionRead:
    condition = ready.condition
    return ConditionRead(
        role,
        condition,
        ready.outcome(facts),
        tuple(FactRead(name, facts.get(name)) for name in condition.facts),
        tuple(_value_read(name, values.get(name)) for name in condition.values),
    )


def _value_read(name: str, found: ResolvedValue | None) -> ValueRead:
    if found is None:
        return ValueRead(name, None, None, "", (), False)
    spoken = found.spoken
    return ValueRead(name, spoken.value, spoken.raw, spoken.pack, spoken.cites, spoken.firm)


def _weakest(mark: Mark, conditions: Iterable[ConditionRead]) -> Mark:
    marks = [
        min((cite.mark for cite in value.cites), key=lambda one: one.rank)
        for read in conditions
        if read.outcome is Outcome.NOT_MET
        for value in read.values
        if value.cites and not value.firm
    ]
    return max([mark, *marks], key=lambda one: one.rank)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
