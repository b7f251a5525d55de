"""What a country's law says, as dated and cited data, and the code that loads it."""

from collections.abc import Sequence
from datetime import date

from tanym.core.rules import Pack, Stack, resolve
from tanym.rulepacks.loader import load, load_folder, shipped, vocabulary

__all__ = ["load", "load_folder", "shipped", "stack", "vocabulary"]


def stack(packs: Sequence[Pack], on: date) -> Stack:
    """These packs on that day, with the facts of this release. Raises as `tanym.core.rules.resolve`."""
    return resolve(packs, on, vocabulary())
