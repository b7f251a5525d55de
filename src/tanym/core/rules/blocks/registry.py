"""All blocks by name."""

from __future__ import annotations

from collections.abc import Mapping

from tanym.core.rules.blocks import dates, lists, numbers, presence
from tanym.core.rules.blocks.block import Block
from tanym.core.rules.blocks.functions import FUNCTIONS_VERSION, function_named

FUNCTION = "function"
"""The block that calls a named function: `{ fact = …, is = "function", name = "no-cycle" }`."""

BLOCKS: Mapping[str, Block] = {
    block.name: block for block in (*numbers.BLOCKS, *presence.BLOCKS, *lists.BLOCKS, *dates.BLOCKS)
}


def block_named(is_: str, function: str | None = None, functions: int = FUNCTIONS_VERSION) -> Block | None:
    """The block, or where `is_` is "function" the named function at that version; None where there is none."""
    if is_ == FUNCTION:
        return function_named(function or "", functions)
    return BLOCKS.get(is_)
