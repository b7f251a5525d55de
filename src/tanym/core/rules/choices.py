"""What the drop-downs of a condition offer: blocks for a fact's type, and facts and values that fit an argument."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tanym.core.rules.blocks import BLOCKS, FUNCTION, Argument, Block, Reads, block_named
from tanym.core.rules.blocks.functions import FUNCTION_NAMES
from tanym.core.rules.types import ValueType
from tanym.core.rules.vocabulary import FactType

MAIN = ("fact", "facts")
"""The argument that a condition is about."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A block, or a named function of the release (`block` is then "function")."""

    block: str
    function: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One more argument of a block: what it reads, of which types, and whether it may stay open.

    `words` are texts of the condition itself (the cells of a matrix), `facts` a list of facts.
    """

    name: str
    reads: Reads
    types: frozenset[ValueType]
    optional: bool


def blocks_for(kind: ValueType) -> tuple[Choice, ...]:
    """Every block and function that can ask something of a fact of this type, in the order of the format."""
    blocks = [Choice(name) for name, block in BLOCKS.items() if _takes(block, kind)]
    functions = [Choice(FUNCTION, name) for name in sorted(FUNCTION_NAMES)]
    return (*blocks, *(one for one in functions if (found := block_of(one)) and _takes(found, kind)))


def block_of(choice: Choice) -> Block | None:
    """The block behind a choice; None where the release has none."""
    return block_named(choice.block, choice.function)


def slots(choice: Choice, kind: ValueType) -> tuple[Slot, ...]:
    """The arguments besides the fact that a condition on a fact of this type has to fill."""
    block = block_of(choice)
    return tuple(
        Slot(name, argument.reads, _types(argument, kind), argument.optional)
        for name, argument in (block.arguments if block else {}).items()
        if name not in MAIN
    )


def fitting_facts(slot: Slot, facts: Mapping[str, FactType], subject: str = "") -> tuple[str, ...]:
    """Facts that fit the slot, those of the subject first; nothing for a slot that reads none."""
    if slot.reads not in (Reads.FACT, Reads.FACTS):
        return ()
    fitting = [name for name, fact in facts.items() if fact.type in slot.types]
    return tuple(sorted(fitting, key=lambda name: (facts[name].subject != subject, name)))


def fitting_values(slot: Slot, values: Mapping[str, ValueType]) -> tuple[str, ...]:
    """Values of the stack that fit the slot; nothing for a slot that reads none."""
    if slot.reads is not Reads.VALUE:
        return ()
    return tuple(sorted(name for name, kind in values.items() if kind in slot.types))


def _takes(block: Block, kind: ValueType) -> bool:
    return any(name in block.arguments and kind in block.arguments[name].types for name in MAIN)


def _types(argument: Argument, kind: ValueType) -> frozenset[ValueType]:
    """What must be like the fact is of its type alone."""
    return argument.types & {kind} if argument.like in MAIN else argument.types
