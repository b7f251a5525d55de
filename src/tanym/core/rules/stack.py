"""The stack: several packs resolved for a day into values, rules and procedures that checks can use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tanym.core.kernel.errors import InvalidValue, NotFound, Refused
from tanym.core.rules.blocks import FUNCTIONS_VERSION
from tanym.core.rules.citations import Citation, Source
from tanym.core.rules.dated import Dated, in_force
from tanym.core.rules.layers import ResolvedValue, TrailStep, define, settle, spoken_on
from tanym.core.rules.pack import Pack, Status
from tanym.core.rules.resolved import ResolvedRule, bind
from tanym.core.rules.severities import settle_severity
from tanym.core.rules.tables import ProcedureFile, letters_of, procedures_of, resolve_procedures
from tanym.core.rules.types import Typed, ValueType
from tanym.core.rules.vocabulary import FactType, Vocabulary


@dataclass(frozen=True, slots=True)
class Stack:
    """Packs resolved for a day; good for every day from `since` to the day before `until`."""

    on: date
    since: date | None
    until: date | None
    packs: tuple[Pack, ...]
    values: Mapping[str, ResolvedValue]
    firm: Mapping[str, ResolvedValue]
    rules: Mapping[str, ResolvedRule]
    facts: Mapping[str, FactType]
    units: Mapping[str, int]
    sources: Mapping[str, Mapping[str, Source]]
    procedures: Mapping[str, ProcedureFile]
    letters: Mapping[str, Mapping[str, Any]]
    vocabulary: str
    functions: int

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of each pack by its id."""
        return {pack.id: pack.digest for pack in self.packs}

    @property
    def trail(self) -> Mapping[str, tuple[TrailStep, ...]]:
        """For each value: which layer spoke, who won and why."""
        return {name: value.trail for name, value in self.values.items()}

    @property
    def unverified(self) -> tuple[Pack, ...]:
        """Packs that a page must say something about: not read by a lawyer, drafts, illustrations."""
        return tuple(pack for pack in self.packs if pack.status is not Status.IN_FORCE)

    def value(self, name: str) -> Typed | None:
        """A value on the day; None where no layer gives it."""
        found = self.values.get(name)
        return found.value if found else None

    def procedure(self, procedure: str) -> ProcedureFile:
        """The table in force. Raises `NotFound("procedure.unknown")`."""
        if procedure not in self.procedures:
            raise NotFound("procedure.unknown", procedure=procedure)
        return self.procedures[procedure]

    def source(self, citation: Citation) -> Source | None:
        """The source that a citation names, in the words of the pack that describes it."""
        found = self.sources.get(citation.pack, {}).get(citation.source)
        if found and found.taken_from:
            return self.sources.get(found.taken_from, {}).get(citation.source)
        return found

    def holds_on(self, day: date) -> bool:
        """Whether this stack is the right one for the day too."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def rules_binding(stack: Stack, subject: str) -> tuple[ResolvedRule, ...]:
    """The rules that bind a subject (design, assessment, issue, case, exam, centre), by id."""
    return tuple(rule for rule in stack.rules.values() if rule.rule.binds == subject)


def rules_reading(
    stack: Stack, fact_names: Iterable[str], subject: str | None = None
) -> tuple[ResolvedRule, ...]:
    """The rules that read any of these facts: what a form has to check again when a field changes."""
    asked = frozenset(fact_names)
    chosen = stack.rules.values() if subject is None else rules_binding(stack, subject)
    return tuple(rule for rule in chosen if rule.rule.facts & asked)


def in_order(packs: Iterable[Pack]) -> tuple[Pack, ...]:
    """Packs by layer, siblings of one layer by id."""
    return tuple(sorted(packs, key=lambda pack: (pack.layer.depth, pack.id)))


def resolve(
    packs: Sequence[Pack], on: date, vocabulary: Vocabulary, functions: int = FUNCTIONS_VERSION
) -> Stack:
    """The stack of these packs on that day.

    Raises `Refused("pack.faulty")` for a pack with faults, `NotFound("pack.unknown")` where a required pack is not
    among them, `InvalidValue` for values and conditions that the checker would report.
    """
    ordered = in_order(packs)
    _refuse_unsound(ordered)
    units = {name: unit.minutes for pack in ordered for name, unit in pack.units.items()}
    facts = dict(vocabulary.facts) | {name: fact for pack in ordered for name, fact in pack.facts.items()}
    values, firm = _resolve_values(ordered, on, units)
    types = {name: fact.type for name, fact in facts.items()}
    since, until = _span(ordered, on)
    return Stack(
        on=on,
        since=since,
        until=until,
        packs=ordered,
        values=values,
        firm=firm,
        rules=_resolve_rules(ordered, on, types, values, firm, functions),
        facts=facts,
        units=units,
        sources={pack.id: pack.sources for pack in ordered},
        procedures=resolve_procedures(ordered, on),
        letters={name: one for pack in ordered for name, one in letters_of(pack).items()},
        vocabulary=vocabulary.digest,
        functions=functions,
    )


@dataclass(slots=True)
class Stacks:
    """Stacks resolved once for each span of days, for whoever asks many questions of the same packs."""

    vocabulary: Vocabulary
    known: dict[tuple[str, ...], list[Stack]] = field(default_factory=dict)

    def on(self, packs: Sequence[Pack], day: date) -> Stack:
        """The stack of these packs for that day; its own `on` may be another day of the same span. Raises as `resolve`."""
        of_packs = self.known.setdefault(tuple(sorted(pack.digest for pack in packs)), [])
        for one in of_packs:
            if one.holds_on(day):
                return one
        of_packs.append(resolve(packs, day, self.vocabulary))
        return of_packs[-1]


def _refuse_unsound(packs: Sequence[Pack]) -> None:
    known = [pack.id for pack in packs]
    for pack in packs:
        if pack.faults:
            raise Refused("pack.faulty", pack=pack.id, faults=len(pack.faults), first=str(pack.faults[0]))
        if known.count(pack.id) > 1:
            raise InvalidValue("pack.twice", pack=pack.id)
        for required in pack.requires:
            if required not in known:
                raise NotFound("pack.unknown", pack=required)


def value_names(packs: Iterable[Pack]) -> tuple[str, ...]:
    """Names of all values, in order."""
    return tuple(sorted({name for pack in packs for name in pack.values}))


def _resolve_values(
    packs: Sequence[Pack], on: date, units: Mapping[str, int]
) -> tuple[dict[str, ResolvedValue], dict[str, ResolvedValue]]:
    values: dict[str, ResolvedValue] = {}
    firm: dict[str, ResolvedValue] = {}
    for name in value_names(packs):
        definition = define(name, packs)
        if found := settle(definition, spoken_on(definition, packs, on, units)):
            values[name] = found
        if (found and all(step.spoken.firm for step in found.trail)) or (
            found := settle(definition, spoken_on(definition, packs, on, units, firm_only=True))
        ):
            firm[name] = found
    return values, firm


def _resolve_rules(
    packs: Sequence[Pack],
    on: date,
    types: Mapping[str, ValueType],
    values: Mapping[str, ResolvedValue],
    firm: Mapping[str, ResolvedValue],
    functions: int,
) -> dict[str, ResolvedRule]:
    every, firm_only = ({name: one.value for name, one in some.items()} for some in (values, firm))
    result: dict[str, ResolvedRule] = {}
    for pack in packs:
        for rule_id in sorted({rule.id for rule in pack.rules}):
            rule = in_force([one for one in pack.rules if one.id == rule_id], on)
            if rule is None or rule_id in result:  # never rewritten by a lower layer
                continue
            severity, trail = settle_severity(rule, pack, packs, on)
            weak = any(every.get(name) != firm_only.get(name) for name in rule.values)
            reading = bind(rule, types, every, functions)
            again = bind(rule, types, firm_only, functions) if weak else None
            result[rule_id] = ResolvedRule(rule, severity, trail, reading, again)
    return dict(sorted(result.items()))


def change_days(packs: Iterable[Pack]) -> tuple[date, ...]:
    """The days on which anything in these packs begins or ends: between two of them one stack serves."""
    days: set[date | None] = set()
    for pack in packs:
        entries: list[Dated] = [one for entry in pack.values.values() for one in entry.dated]
        entries += [*pack.rules, *pack.adjustments]
        for one in entries:
            days |= {one.since, one.until}
        for found in procedures_of(pack):
            head = found.content["procedure"]
            days |= {head.get("since"), head.get("until")}
    return tuple(sorted(day for day in days if isinstance(day, date)))


def _span(packs: Sequence[Pack], on: date) -> tuple[date | None, date | None]:
    days = change_days(packs)
    return max((day for day in days if day <= on), default=None), min(
        (day for day in days if day > on), default=None
    )
