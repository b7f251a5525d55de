"""What only a person can know of a case: a named person says it, in words, as a value of the fact's own type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules import Stack
from tanym.core.rules.reading import read_value
from tanym.core.rules.types import Typed, ValueType
from tanym.core.rules.vocabulary import FactKind, FactType

SAYABLE = frozenset(
    {ValueType.TEXT, ValueType.CODE, ValueType.CODES, ValueType.DATE, ValueType.CREDITS, ValueType.INTEGER}
)
"""Types that a form of one field can take."""

Written = str | Sequence[str]
"""A value as a form sends it and a record keeps it: a text, a day as 2026-03-01, a number, or several codes."""


@dataclass(frozen=True, slots=True)
class Attestation:
    """`by` says that `fact` has this value; `words` tell how they know."""

    fact: str
    value: Written
    words: str
    by: str
    on: date


def sayable(stack: Stack, subject: str) -> Mapping[str, FactType]:
    """The facts that a person may say about what the rules of the stack bind under this name."""
    read = {name for one in stack.rules.values() if one.rule.binds == subject for name in one.rule.facts}
    return {
        name: stack.facts[name]
        for name in sorted(read)
        if stack.facts[name].kind is FactKind.ATTESTED and stack.facts[name].type in SAYABLE
    }


def choices(stack: Stack, fact: str) -> tuple[str, ...]:
    """The codes that the rules compare a fact with: what a form offers."""
    found: set[str] = set()
    for one in stack.rules.values():
        for condition in one.rule.conditions:
            if fact in condition.facts and "list" in condition.arguments:
                value = stack.value(str(condition.arguments["list"]))
                found |= set(value) if isinstance(value, frozenset) else set()
    return tuple(sorted(found))


def read_attested(kind: ValueType, written: Written) -> Typed:
    """The typed value of what was said. Raises `InvalidValue("attestation.value")`."""
    try:
        return read_value(kind, _raw(kind, written))
    except (InvalidValue, InvalidOperation, ValueError) as wrong:
        raise InvalidValue("attestation.value", given=str(written)[:80]) from wrong


def _raw(kind: ValueType, written: Written) -> object:
    if not isinstance(written, str):
        return list(written)
    if kind is ValueType.DATE:
        return date.fromisoformat(written)
    return Decimal(written) if kind in (ValueType.CREDITS, ValueType.INTEGER) else written


def attested_facts(known: Mapping[str, FactType], said: Iterable[Attestation]) -> dict[str, Typed]:
    """The latest word on each fact, typed; what the packs in force no longer know is passed over."""
    return {one.fact: read_attested(known[one.fact].type, one.value) for one in said if one.fact in known}
