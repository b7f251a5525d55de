"""Conditions: one line each, read from a pack and made ready with the values of a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tanym.core.rules.blocks import FUNCTION, Reads, block_named
from tanym.core.rules.blocks.block import Block, Test, View
from tanym.core.rules.forms import Form
from tanym.core.rules.outcomes import Outcome
from tanym.core.rules.types import HUNDREDTHS, Typed, ValueType


@dataclass(frozen=True, slots=True)
class Condition:
    """`{ fact = …, is = BLOCK, value = NAME }`: arguments are names of facts and values, or words; never numbers."""

    block: str
    arguments: Mapping[str, str | tuple[str, ...]]
    function: str = ""

    @property
    def form(self) -> Block | None:
        """The block that it uses; None where the release has none of that name."""
        return block_named(self.block, self.function)

    @property
    def facts(self) -> tuple[str, ...]:
        """Names of the facts that it reads, in the order of the block's arguments."""
        return tuple(name for _, name in self._names(Reads.FACT, Reads.FACTS))

    @property
    def values(self) -> tuple[str, ...]:
        """Names of the values that it reads."""
        return tuple(name for _, name in self._names(Reads.VALUE))

    def _names(self, *reads: Reads) -> list[tuple[str, str]]:
        result: list[tuple[str, str]] = []
        for argument, given in (self.form.arguments if self.form else {}).items():
            written = self.arguments.get(argument)
            if given.reads in reads and written is not None:
                result += [(argument, name) for name in ([written] if isinstance(written, str) else written)]
        return result

    def plain(self) -> dict[str, object]:
        """JSON data: the line as the pack writes it."""
        shown: dict[str, object] = {"is": self.block}
        if self.function:
            shown["name"] = self.function
        return shown | {
            name: one if isinstance(one, str) else list(one) for name, one in self.arguments.items()
        }


def read_condition(form: Form) -> Condition | None:
    """The condition that a table writes; None with faults noted where it can't be read."""
    block = form.text("is", required=True)
    function = form.text("name", required=True) if block == FUNCTION else ""
    arguments: dict[str, str | tuple[str, ...]] = {}
    for name in form.table:
        if name == "is" or (name == "name" and block == FUNCTION):
            continue
        found = form.raw(name)
        if isinstance(found, str):
            arguments[name] = found
        elif isinstance(found, list | tuple) and found and all(isinstance(one, str) for one in found):
            arguments[name] = tuple(found)
        elif isinstance(found, Mapping | list | tuple | str) and not _holds_number(found):
            form.fault("form.type", name=name)
        else:
            form.fault("rule.number-in-rule", name=name)
    return Condition(block, arguments, function) if block else None


def _holds_number(found: object) -> bool:
    if isinstance(found, Mapping):
        return any(_holds_number(one) for one in found.values())
    if isinstance(found, list | tuple):
        return any(_holds_number(one) for one in found)
    return not isinstance(found, str)


@dataclass(frozen=True, slots=True)
class ReadyCondition:
    """A condition with its test and the values of a day: what is left open is the facts.

    `sees` tells what the test sees of a fact, for those of which it does not see everything.
    """

    condition: Condition
    test: Test
    facts: tuple[tuple[str, str], ...]
    fact_lists: tuple[tuple[str, tuple[str, ...]], ...]
    constants: Mapping[str, object]
    missing_values: tuple[str, ...]
    sees: Mapping[str, View]

    def outcome(self, facts: Mapping[str, Typed]) -> Outcome:
        """Undecided while a fact or a value is unknown, else what the block says."""
        if self.missing_values:
            return Outcome.UNDECIDED
        arguments = dict(self.constants)
        for argument, name in self.facts:
            known = facts.get(name)
            if known is None:
                return Outcome.UNDECIDED
            arguments[argument] = known
        for argument, names in self.fact_lists:
            arguments[argument] = tuple(facts.get(name) for name in names)
        return self.test(**arguments)


def ready(
    condition: Condition, block: Block, types: Mapping[str, ValueType], values: Mapping[str, Typed]
) -> ReadyCondition:
    """Bind a sound condition to values. A value that no layer gives on the day leaves it undecided."""
    facts: list[tuple[str, str]] = []
    lists: list[tuple[str, tuple[str, ...]]] = []
    constants: dict[str, object] = {}
    missing: list[str] = []
    for name, argument in block.arguments.items():
        written = condition.arguments.get(name)
        if written is None:
            continue
        if argument.reads is Reads.WORDS:
            constants[name] = (written,) if isinstance(written, str) else written
        elif argument.reads is Reads.FACTS:
            lists.append((name, (written,) if isinstance(written, str) else written))
        elif isinstance(written, str) and argument.reads is Reads.FACT:
            facts.append((name, written))
            if name == "per":
                constants["scale"] = 100 if types[written] in HUNDREDTHS else 1
        elif isinstance(written, str) and written in values:
            constants[name] = values[written]
        else:
            missing.append(str(written))
    return ReadyCondition(
        condition,
        block.test,
        tuple(facts),
        tuple(lists),
        constants,
        tuple(missing),
        _seen(block, facts, lists),
    )


def _seen(
    block: Block, facts: Sequence[tuple[str, str]], lists: Sequence[tuple[str, tuple[str, ...]]]
) -> Mapping[str, View]:
    """The view of each fact that is read through one view alone."""
    found: dict[str, set[View | None]] = {}
    for argument, names in (*((argument, (name,)) for argument, name in facts), *lists):
        for name in names:
            found.setdefault(name, set()).add(block.arguments[argument].sees)
    return {name: view for name, views in found.items() if len(views) == 1 and (view := next(iter(views)))}
