"""The building blocks of conditions: small functions of facts and values, and the named functions of a release."""

from tanym.core.rules.blocks.block import Argument, Block, Reads
from tanym.core.rules.blocks.functions import FUNCTIONS_VERSION, function_named
from tanym.core.rules.blocks.registry import BLOCKS, FUNCTION, block_named

__all__ = [
    "BLOCKS",
    "FUNCTION",
    "FUNCTIONS_VERSION",
    "Argument",
    "Block",
    "Reads",
    "block_named",
    "function_named",
]
