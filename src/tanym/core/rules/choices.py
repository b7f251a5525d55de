"""What the drop-downs of a condition offer: blocks for a fact's type, and what fits the other arguments of a block."""

from __future__ import annotations

from dataclasses import dataclass

from tanym.core.rules.blocks import BLOCKS, FUNCTION, Argument, Block, Reads, block_named
from tanym.core.rules.blocks.functions import FUNCTION_NAMES
from tanym.core.rules.types import ValueType

MAIN = "fact"
"""The argument that a condition is about; a block without it reads a list of facts instead."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A block, or a named function of the release (`block` is then "function")."""

    block: str
    function: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One more argument of a block: what it reads, of which types, and whether it may stay open."""

    name: str
    reads: Reads
    types: frozenset[ValueType]
    optional: bool


def blocks_for(kind: ValueType | None) -> tuple[Choice, ...]:
    """Every block and function that can ask something of a fact of this type; all of them where none is chosen yet."""
    every = (*(Choice(name) for name in BLOCKS), *(Choice(FUNCTION, name) for name in sorted(FUNCTION_NAMES)))
    return tuple(one for one in every if (block := block_of(one)) and (kind is None or _takes(block, kind)))


def block_of(choice: Choice) -> Block | None:
    """The block behind a choice; None where the release has none."""
    return block_named(choice.block, choice.function)


def slots(block: Block, kind: ValueType | None) -> tuple[Slot, ...]:
    """The arguments that a condition on a fact of this type has to fill besides the fact."""
    return tuple(
        Slot(name, argument.reads, _types(argument, kind), argument.optional)
        for name, argument in block.arguments.items()
        if name != MAIN
    )


def _takes(block: Block, kind: ValueType) -> bool:
    return MAIN in block.arguments and kind in block.arguments[MAIN].types


def _types(argument: Argument, kind: ValueType | None) -> frozenset[ValueType]:
    """What must be like the fact is of its type alone."""
    return argument.types & {kind} if argument.like == MAIN and kind is not None else argument.types
