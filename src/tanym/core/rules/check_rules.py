"""The checker's questions on rules: known blocks, facts and values of the right types, evidence, one rule one home."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tanym.core.kernel.faults import Fault
from tanym.core.rules.blocks import FUNCTION, Argument, Reads
from tanym.core.rules.conditions import Condition
from tanym.core.rules.layers import is_firm
from tanym.core.rules.pack import Pack
from tanym.core.rules.rule import Rule, Severity
from tanym.core.rules.stack import value_names
from tanym.core.rules.types import ValueType
from tanym.core.rules.vocabulary import Vocabulary


def rule_faults(packs: Sequence[Pack], vocabulary: Vocabulary) -> list[Fault]:
    """Faults of rules and adjustments, read across the layers."""
    facts = {name: fact.type for name, fact in vocabulary.facts.items()}
    faults: list[Fault] = []
    for pack in packs:
        for name, fact in pack.facts.items():
            if name in facts:
                faults.append(Fault("fact.twice", f"{pack.id}: fact {name}", {"fact": name}))
            facts[name] = fact.type
    values = _value_types(packs)
    homes: dict[str, str] = {}
    for pack in packs:
        for rule in pack.rules:
            place = f"{pack.id}: rule {rule.id}"
            if homes.setdefault(rule.id, pack.id) != pack.id:
                faults.append(Fault("rule.twice", place, {"rule": rule.id}))
            if rule.severity is Severity.BLOCK and not is_firm(pack, rule.cites):
                faults.append(
                    Fault("severity.above-evidence", place, {"rule": rule.id, "mark": str(rule.mark)})
                )
            faults += _conditions(rule, place, facts, values)
    for pack in packs:
        for change in pack.adjustments:
            if change.rule not in homes:
                faults.append(
                    Fault("rule.unknown", f"{pack.id}: adjust {change.rule}", {"rule": change.rule})
                )
            elif change.severity is Severity.BLOCK and not is_firm(pack, change.cites):
                place = f"{pack.id}: adjust {change.rule}"
                faults.append(Fault("severity.above-evidence", place, {"rule": change.rule, "mark": ""}))
    return faults


def _value_types(packs: Sequence[Pack]) -> dict[str, ValueType | None]:
    """The type of each value, from the uppermost pack that names it; None where it has no valid one."""
    result: dict[str, ValueType | None] = {}
    for name in value_names(packs):
        written = next(pack.values[name].type for pack in packs if name in pack.values)
        result[name] = ValueType(written) if written in set(ValueType) else None
    return result


def _conditions(
    rule: Rule, place: str, facts: Mapping[str, ValueType], values: Mapping[str, ValueType | None]
) -> Iterator[Fault]:
    for role, conditions in (("when", rule.when), ("must", rule.must), ("any", rule.any_of)):
        for position, one in enumerate(conditions, start=1):
            yield from _condition(one, f"{place} {role} {position}", facts, values)


def _condition(
    condition: Condition, place: str, facts: Mapping[str, ValueType], values: Mapping[str, ValueType | None]
) -> Iterator[Fault]:
    block = condition.form
    if block is None:
        code = "function.unknown" if condition.block == FUNCTION else "block.unknown"
        yield Fault(code, place, {"name": condition.function or condition.block})
        return
    for name in sorted(set(condition.arguments) - set(block.arguments)):
        yield Fault("block.argument-unknown", place, {"block": condition.block, "argument": name})
    found: dict[str, ValueType] = {}
    for name, argument in block.arguments.items():
        written = condition.arguments.get(name)
        if written is None:
            if not argument.optional:
                yield Fault("block.argument-missing", place, {"block": condition.block, "argument": name})
            continue
        if isinstance(written, tuple) and argument.reads in (Reads.FACT, Reads.VALUE):
            yield Fault("form.type", place, {"name": name})
            continue
        for one in (written,) if isinstance(written, str) else written:
            yield from _argument(argument, name, one, place, facts, values, found)


def _argument(
    argument: Argument,
    name: str,
    written: str,
    place: str,
    facts: Mapping[str, ValueType],
    values: Mapping[str, ValueType | None],
    found: dict[str, ValueType],
) -> Iterator[Fault]:
    if argument.reads is Reads.WORDS:
        return
    is_value = argument.reads is Reads.VALUE
    known: Mapping[str, ValueType | None] = values if is_value else facts
    if written not in known:
        yield Fault("value.unknown" if is_value else "fact.unknown", place, {"name": written})
        return
    kind = known[written]
    if kind is None:  # reported as `value.no-type` where it stands
        return
    found[name] = kind
    if kind not in argument.types or (argument.like in found and found[argument.like] is not kind):
        code = "value.wrong-type" if is_value else "fact.wrong-type"
        yield Fault(code, place, {"name": written, "type": str(kind)})
