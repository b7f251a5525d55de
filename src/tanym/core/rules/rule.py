"""A rule as a pack writes it, and what a lower layer may change of it: its severity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tanym.core.rules.citations import Citation, Mark, best
from tanym.core.rules.conditions import Condition, read_condition
from tanym.core.rules.forms import Form


class Severity(StrEnum):
    """What follows when a rule is not met."""

    INFO = "info"
    WARN = "warn"
    BLOCK = "block"

    @property
    def rank(self) -> int:
        """0 is the mildest."""
        return list(Severity).index(self)


def milder(one: Severity, other: Severity) -> Severity:
    """The milder of two severities."""
    return min(one, other, key=lambda severity: severity.rank)


@dataclass(frozen=True, slots=True)
class Rule:
    """`when` decides whether it applies; then all of `must`, or one of `any_of`, has to hold."""

    id: str
    pack: str
    since: date
    until: date | None
    binds: str
    severity: Severity
    words: Mapping[str, str]
    cites: tuple[Citation, ...]
    when: tuple[Condition, ...]
    must: tuple[Condition, ...]
    any_of: tuple[Condition, ...]
    waivable: bool = True
    may_lower_to: Severity | None = None
    note: str = ""

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return (*self.when, *self.must, *self.any_of)

    @property
    def facts(self) -> frozenset[str]:
        """Names of all facts that it reads."""
        return frozenset(name for condition in self.conditions for name in condition.facts)

    @property
    def values(self) -> frozenset[str]:
        """Names of all values that it reads."""
        return frozenset(name for condition in self.conditions for name in condition.values)

    @property
    def mark(self) -> Mark:
        """Its best evidence."""
        return best(self.cites)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A lower layer's other severity for a rule of a layer above, with its reason."""

    rule: str
    pack: str
    since: date
    until: date | None
    severity: Severity
    reason: Mapping[str, str]
    cites: tuple[Citation, ...]


def read_rule(form: Form) -> Rule | None:
    """The rule that a table writes; None with faults noted where it can't be read."""
    faults_before = len(form.faults)
    rule_id = form.name("id")
    since, until = read_days(form)
    binds = form.name("binds")
    severity = form.choice("severity", Severity, required=True)
    when, must, any_of = (
        tuple(found for one in form.listed(name) if (found := read_condition(one)))
        for name in ("when", "must", "any")
    )
    cites, words, note = form.cites(), form.words(), form.text("note")
    waivable, may_lower_to = form.flag("waivable", True), form.choice("may_lower_to", Severity)
    if form.has("must") == form.has("any"):
        form.fault("rule.must-and-any")
    form.end()
    if len(form.faults) > faults_before or since is None or severity is None:
        return None
    return Rule(
        rule_id, form.pack, since, until, binds, severity, words, cites,
        when, must, any_of, waivable, may_lower_to, note,
    )  # fmt: skip


def read_adjustment(form: Form) -> Adjustment | None:
    """The adjustment that a table writes; None with faults noted where it can't be read."""
    faults_before = len(form.faults)
    rule = form.name("rule")
    since, until = read_days(form)
    severity = form.choice("severity", Severity, required=True)
    reason, cites = form.words("reason"), form.cites()
    form.end()
    if len(form.faults) > faults_before or since is None or severity is None:
        return None
    return Adjustment(rule, form.pack, since, until, severity, reason, cites)


def read_days(form: Form) -> tuple[date | None, date | None]:
    """`since` (that day included) and `until` (that day not), in this order."""
    since, until = form.day("since", required=True), form.day("until")
    if since is not None and until is not None and until <= since:
        form.fault("value.ends-before-start", since=since, until=until)
    return since, until
