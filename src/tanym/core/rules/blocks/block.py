"""What a block is: a name, typed arguments and a test of the three outcomes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tanym.core.rules.outcomes import Outcome
from tanym.core.rules.types import NUMBERS, ValueType

Test = Callable[..., Outcome]


class Reads(StrEnum):
    """Where an argument comes from: the record, the pack's values, or the condition itself (words, never numbers)."""

    FACT = "fact"
    FACTS = "facts"
    VALUE = "value"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class View:
    """All that a test sees of a fact: two facts of which it sees the same are answered alike, whatever else they hold."""

    name: str
    of: Callable[[Any], Hashable]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a block. `like` names the argument whose type it must share, `sees` what the test sees of it."""

    reads: Reads
    types: frozenset[ValueType] = frozenset()
    optional: bool = False
    like: str = ""
    sees: View | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """`test` takes the arguments by name, typed; it is called only when every fact and value of it is known.

    (An argument that reads a list of facts is passed with None for each unknown one.)
    """

    name: str
    arguments: Mapping[str, Argument]
    test: Test


def fact(*types: ValueType, like: str = "", optional: bool = False, sees: View | None = None) -> Argument:
    """An argument that reads a fact of one of these types (none given: any number)."""
    return Argument(Reads.FACT, frozenset(types) or NUMBERS, optional, like, sees)


def value(*types: ValueType, like: str = "") -> Argument:
    """An argument that reads a value of the packs."""
    return Argument(Reads.VALUE, frozenset(types) or NUMBERS, like=like)
